/* After a deed done in place: what was done, and the way back, for a while. The way back is the line's own form with
   [data-undo] (in its menu), so that undoing is a deed like any other. Pointing at it or focusing it keeps it. */

import { say } from "./words.js";

const STAYS = 20000;
let leaving = 0;

function lineOf(place) {
  const story = place.id.replace(/^(turn|visit)-/, "");
  return document.getElementById(`visit-${story}`) ?? place;
}

function show({ place, label, undo, arrival }) {
  const box = document.getElementById("toasts");
  if (!box) return;
  const toast = document.createElement("div");
  toast.className = "toast";
  const words = document.createElement("span");
  words.textContent = undo ? say("undone") : say("done", { deed: label });
  toast.append(words);
  if (!undo && arrival) toast.append(ticketOf(place));
  if (!undo && lineOf(place).querySelector("[data-undo]")) toast.append(wayBack(lineOf(place).id));
  toast.append(closing(box));
  box.replaceChildren(toast);
  wait(box);
}

/** Whoever has just been welcomed is told what the wall screen will call them by. */
function ticketOf(place) {
  const words = document.createElement("b");
  const ticket = lineOf(place).querySelector("[data-ticket]")?.textContent ?? "";
  if (ticket) words.textContent = say("ticket", { ticket });
  return words;
}

function wayBack(line) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn";
  button.dataset.undoLast = "";
  const key = document.createElement("kbd");
  key.textContent = "u";
  button.append(`${say("undo")} `, key);
  button.addEventListener("click", () => document.getElementById(line)?.querySelector("[data-undo]")?.click());
  return button;
}

function closing(box) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-icon";
  button.textContent = "×";
  button.setAttribute("aria-label", say("close"));
  button.addEventListener("click", () => box.replaceChildren());
  return button;
}

function wait(box) {
  clearTimeout(leaving);
  leaving = setTimeout(() => (box.matches(":hover, :focus-within") ? wait(box) : box.replaceChildren()), STAYS);
}

export function begin() {
  document.addEventListener("binome:done", ({ detail }) => show(detail));
}
