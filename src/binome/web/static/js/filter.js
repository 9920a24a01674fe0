/* What a person chose to look at, kept per browser: doctors ([data-only-doctor] buttons, data-only-doctor="" = all),
   folded finished visits ([data-fold-done]), and a word searched in the day ([data-search]). */

import { say } from "./words.js";

const KEPT = "binome.only-doctor";
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
let sought = "";

function only() {
  return localStorage.getItem(KEPT) ?? "";
}

function show() {
  const doctor = only();
  for (const button of document.querySelectorAll("[data-only-doctor]")) {
    button.setAttribute("aria-pressed", String(button.dataset.onlyDoctor === doctor));
  }
  for (const element of document.querySelectorAll(".line, .turn, [data-block]")) {
    const other = doctor && (element.dataset.doctor ?? element.dataset.block) !== doctor;
    element.toggleAttribute("data-not-chosen", Boolean(other) || !matches(element));
  }
  document.dispatchEvent(new CustomEvent("binome:filtered"));
}

function matches(element) {
  if (!sought || !element.matches(".line")) return true;
  return sought.split(/\s+/).every((word) => plain(element.querySelector(".line-who").textContent).includes(word));
}

function search(field) {
  sought = plain(field.value.trim());
  document.querySelector(".board-table")?.toggleAttribute("data-searching", Boolean(sought));
  show();
  const found = document.querySelectorAll(".line:not([data-not-chosen])").length;
  const told = document.querySelector("[data-found]");
  if (told) told.textContent = sought ? say("found", { n: found }) : "";
}

function fold(button) {
  const open = button.getAttribute("aria-expanded") !== "true";
  button.setAttribute("aria-expanded", String(open));
  document.getElementById(button.dataset.foldDone)?.toggleAttribute("data-unfolded", open);
}

export function begin() {
  document.addEventListener("click", ({ target }) => {
    const choice = target.closest("[data-only-doctor]");
    const folded = target.closest("[data-fold-done]");
    if (choice) localStorage.setItem(KEPT, choice.dataset.onlyDoctor);
    if (choice) show();
    if (folded) fold(folded);
  });
  document.addEventListener("input", ({ target }) => target.matches("[data-search]") && search(target));
  document.addEventListener("binome:changed", show);
  show();
}
