/* "Your turn": #turns > li[data-roles|data-holder][data-since][data-urgent]. Styles hide what is for other roles (roles.css);
   here: what is for one person only (data-holder = body's data-member), urgent first, then the longest wait, and the count.
   [data-holder] anywhere else (a button for whoever holds the visit) follows the same rule. */

import { move } from "./morph.js";
import { say } from "./words.js";

function mine(element) {
  const me = document.body.dataset.member;
  const roles = (document.body.dataset.roles ?? "").split(" ");
  const asked = element.dataset.roles?.split(" ") ?? [];
  if (element.dataset.holder) return element.dataset.holder === me;
  return !asked.length || asked.some((role) => roles.includes(role));
}

function settle() {
  for (const held of document.querySelectorAll("[data-holder]")) held.toggleAttribute("data-not-mine", !mine(held));
  const list = document.getElementById("turns");
  if (list) arrange(list);
}

function arrange(list) {
  const turns = [...list.children].filter((turn) => turn.matches(".turn"));
  const sorted = [...turns].sort(later);
  if (sorted.some((turn, place) => turn !== turns[place])) keepFocus(() => sorted.forEach((turn) => move(turn, list, null)));
  const count = turns.filter((turn) => !turn.hidden && mine(turn) && !turn.matches("[data-not-chosen]")).length;
  for (const told of document.querySelectorAll("[data-turn-count]")) told.textContent = count;
  tellNone(list, count === 0);
}

function later(one, other) {
  const urgent = Number("urgent" in other.dataset) - Number("urgent" in one.dataset);
  return urgent || Date.parse(one.dataset.since || 0) - Date.parse(other.dataset.since || 0);
}

function keepFocus(deed) {
  const held = document.activeElement;
  deed();
  if (held?.isConnected && held !== document.activeElement) held.focus({ preventScroll: true });
}

function tellNone(list, none) {
  const known = list.parentElement.querySelector("[data-turns-empty]");
  const line = known ?? list.insertAdjacentElement("afterend", emptyLine());
  line.hidden = !none;
}

function emptyLine() {
  const line = document.createElement("p");
  line.className = "empty";
  line.dataset.turnsEmpty = "";
  line.textContent = say("nothing-waits");
  return line;
}

export function begin() {
  settle();
  document.addEventListener("binome:changed", settle);
  document.addEventListener("binome:filtered", settle);
}
