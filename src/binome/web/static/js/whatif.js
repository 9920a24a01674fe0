/* A what-if: form[data-dials] is sent in place a moment after a dial was turned; #found is asked for again while its
   days are being lived (ETag: nothing travels when nothing is new); the typical day is moved by replay.js.
   Without script the button of the form and the browser's own reload do the same. */

import { apply } from "./morph.js";
import { show } from "./replay.js";

const SETTLED = 450;
const SOON = 350;
const LATER = 1200;
const dials = document.querySelector("[data-dials]");
let mark = "";
let asked = 0;
let turning = 0;
let began = performance.now();

/* What was found */

function found() {
  return document.getElementById("found");
}

/** Once the practice's days are learned from, what the dials call today is theirs: the page begins anew. */
function put(html) {
  const learned = found()?.dataset.learning === "yes";
  apply(html);
  if (learned && found()?.dataset.learning === "no") return location.reload();
  const day = document.getElementById("day");
  if (day?.dataset.day) show(day);
}

async function ask() {
  clearTimeout(asked);
  try {
    const headers = mark ? { "If-None-Match": mark } : {};
    const answer = await fetch("found", { headers, credentials: "same-origin" });
    if (answer.status === 200) {
      mark = answer.headers.get("ETag") ?? "";
      put(await answer.text());
    }
  } catch {
    /* the next time, perhaps */
  }
  wait();
}

function wait() {
  clearTimeout(asked);
  if (found()?.dataset.moving !== "yes") return;
  asked = setTimeout(ask, performance.now() - began < 6000 ? SOON : LATER);
}

/* Forms that are sent in place */

async function send(form) {
  const body = new URLSearchParams(new FormData(form));
  const token = document.querySelector("meta[name=csrf-token]")?.content ?? "";
  const headers = { "X-In-Place": "1", "X-CSRFToken": token };
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers, credentials: "same-origin" });
    if (answer.headers.get("X-Go")) return location.assign(answer.headers.get("X-Go"));
    if (!answer.ok) return tell(decodeURIComponent(answer.headers.get("X-Sentence") ?? String(answer.status)));
    tell("");
    mark = "";
    began = performance.now();
    put(await answer.text());
    wait();
  } catch {
    form.submit();
  }
}

function tell(sentence) {
  const said = dials?.querySelector("[data-said]");
  if (!said) return;
  said.textContent = sentence;
  said.hidden = !sentence;
}

/* The dials */

const number = new Intl.NumberFormat(document.documentElement.lang);

function turned(field) {
  const dial = field.closest(".dial");
  const output = dial?.querySelector("output");
  if (output) output.innerHTML = `<b>${number.format(field.value)}</b> ${field.dataset.unit ?? ""}`;
  const value = field.type === "range" ? Number(field.value) : field.value;
  const today = field.type === "range" ? Number(dial.dataset.today) : dial.dataset.today;
  if (field.type === "range" || field.checked) dial?.classList.toggle("dial-moved", value !== today);
}

/** The sum of the three parts; may the form be sent? */
function whole() {
  const parts = [...dials.querySelectorAll("[data-group=freed] input")];
  const sum = parts.reduce((all, part) => all + Number(part.value), 0);
  const wrong = parts.length > 0 && sum !== 0 && sum !== 100;
  const said = dials.querySelector("[data-sum]");
  if (said) {
    const sentence = wrong ? dials.dataset.sumWrong.replace("{sum}", sum) : "";
    if (said.textContent !== sentence) said.textContent = sentence;
    said.classList.toggle("wrong", wrong);
  }
  return !wrong;
}

function asToday() {
  for (const dial of dials.querySelectorAll(".dial")) {
    const range = dial.querySelector("input[type=range]");
    const field = range ?? dial.querySelector(`input[value="${dial.dataset.today}"]`);
    if (!field) continue;
    if (range) range.value = dial.dataset.today;
    else field.checked = true;
    turned(field);
  }
  if (whole()) send(dials);
}

function beginDials() {
  dials.addEventListener("input", ({ target }) => {
    turned(target);
    clearTimeout(turning);
    if (whole()) turning = setTimeout(() => send(dials), SETTLED);
  });
  dials.addEventListener("reset", (event) => {
    event.preventDefault();
    asToday();
  });
  const again = dials.querySelector("[data-today-again]");
  if (again) again.hidden = false;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-dials], [data-inplace]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  clearTimeout(turning);
  if (form !== dials || whole()) send(form);
}, true);

if (dials) beginDials();
const day = document.getElementById("day");
if (day?.dataset.day) show(day);
wait();
