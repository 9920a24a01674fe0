/* A page of figures that waits for months to be counted shows how far they are, and comes again once they are done.
   data-measures-state: where that is said · data-counting: while something is being counted · [data-print]: prints */

const EVERY_MS = 2_000;
let leaving = false;

function begin() {
  document.addEventListener("click", ({ target }) => target.closest("[data-print]") && window.print());
  const place = document.querySelector("[data-measures-state][data-counting]");
  if (!place) return;
  window.addEventListener("beforeunload", () => (leaving = true)); // a link that was just followed is not taken back
  setTimeout(() => look(place), EVERY_MS);
}

/** Somebody is at a form: what is typed is not lost for newer figures, they come once it is sent or closed. */
function busy() {
  return Boolean(document.querySelector("details[open] form, dialog[open]") || document.activeElement?.matches("input, select, textarea"));
}

async function look(place) {
  let said;
  try {
    const answer = await fetch(place.dataset.measuresState, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    said = await answer.json();
  } catch {
    said = undefined; // the network is away for a moment
  }
  if (said && said.of === 0 && said.at && !busy()) {
    if (!leaving) location.reload();
    return;
  }
  if (said?.of) place.querySelector("[data-measures-progress]").textContent = `${said.done} / ${said.of}`;
  setTimeout(() => look(place), EVERY_MS);
}

begin();
