/* The booking form and its kin. [data-seek] finds people while a name is typed; the answer is the same choices that the
   button brings without script. [data-booking] says when the patient is to come, and offers lengths. */

import { clock } from "./agenda-words.js";

const PAUSE = 220;

const minutesOf = (value) => (/^\d\d:\d\d/.test(value) ? Number(value.slice(0, 2)) * 60 + Number(value.slice(3, 5)) : NaN);
const pairs = (text) => Object.fromEntries((text ?? "").trim().split(/\s+/).map((pair) => pair.split(":")));

/* Seeking */

function beginSeek(seek) {
  const field = seek.querySelector("input[name=who]");
  const into = seek.querySelector("[data-found-people]");
  let waiting = 0;
  let asked = 0;
  field.autocomplete = "off";
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const turn = ++asked;
      const html = await ask(seek, field.value);
      if (turn === asked && html !== null) into.innerHTML = html;
    }, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "Enter") return;
    const first = into.querySelector("input[type=radio]");
    if (!first) return;
    event.preventDefault();
    first.checked = true;
    first.focus();
  });
}

async function ask(seek, who) {
  const chosen = seek.closest("form").querySelector("input[name=patient]:checked")?.value ?? "";
  const body = new FormData();
  body.set("who", who);
  body.set("patient", chosen);
  const token = document.querySelector("meta[name=csrf-token]")?.content ?? "";
  try {
    const answer = await fetch(seek.dataset.seek, { method: "POST", body, headers: { "X-CSRFToken": token }, credentials: "same-origin" });
    return answer.ok && !answer.redirected ? await answer.text() : null;
  } catch {
    return null;
  }
}

/* Times */

function beginBooking(form) {
  const leads = pairs(form.dataset.lead);
  const usual = pairs(form.dataset.usual);
  const { since, until, pathway, doctor } = form.elements;
  let length = minutesOf(until.value) - minutesOf(since.value) || 15;
  const tell = () => comes(form, minutesOf(since.value) - Number(leads[pathway.value] ?? 0), minutesOf(since.value));
  const ends = () => {
    if (minutesOf(since.value) >= 0) until.value = clock(minutesOf(since.value) + length);
    pressedLength(form, length);
    tell();
  };
  form.querySelector("[data-lengths]").hidden = false;
  since.addEventListener("change", ends);
  until.addEventListener("change", () => {
    length = minutesOf(until.value) - minutesOf(since.value) || length;
    pressedLength(form, length);
  });
  pathway.addEventListener("change", tell);
  doctor.addEventListener("change", () => {
    pathway.value = usual[doctor.value] ?? pathway.value;
    tell();
  });
  form.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-minutes], [data-take-since]");
    if (!button) return;
    if (button.dataset.minutes) length = Number(button.dataset.minutes);
    else [since.value, length] = [button.dataset.takeSince, minutesOf(button.dataset.takeUntil) - minutesOf(button.dataset.takeSince)];
    ends();
  });
  pressedLength(form, length);
  tell();
}

function pressedLength(form, length) {
  for (const button of form.querySelectorAll("[data-minutes]")) button.setAttribute("aria-pressed", String(Number(button.dataset.minutes) === length));
}

function comes(form, at, main) {
  const line = form.querySelector("[data-comes]");
  const words = line.querySelector("[data-comes-words]");
  line.hidden = !(at >= 0 && at < main);
  if (!line.hidden) words.textContent = words.dataset.comesWords.replace("{time}", clock(at));
}

export function begin() {
  document.querySelectorAll("[data-seek]").forEach(beginSeek);
  document.querySelectorAll("[data-booking]").forEach(beginBooking);
  for (const wrong of document.querySelectorAll("[data-booking] [data-errors]")) wrong.focus();
}
