/* A page of figures that waits for months to be counted shows how far they are, and comes again once they are done.
   data-measures-state: where that is said · data-counting: while something is being counted · .measures-choose: the days looked at */

const EVERY_MS = 2_000;
let leaving = false;

function begin() {
  document.addEventListener("change", ({ target }) => chosen(target));
  const place = document.querySelector("[data-measures-state][data-counting]");
  if (!place) return;
  window.addEventListener("beforeunload", () => (leaving = true)); // a link that was just followed is not taken back
  setTimeout(() => look(place), EVERY_MS);
}

/** Whoever gives two days wants those days; whoever gives one, the period it lies in. */
function chosen(field) {
  const kind = field.form?.elements.namedItem("kind");
  if (!kind || !field.closest(".measures-choose")) return;
  if (field.name === "since" || field.name === "last") kind.value = "any";
  else if (field.name === "on" && kind.value === "any") kind.value = "month";
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
