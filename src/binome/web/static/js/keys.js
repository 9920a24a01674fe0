/* The keyboard: obeys keymap.js. Lines are .turn, .task and tr.line, in the order of the page; the one in hand has the focus.
   Hooks: [data-next] what comes next, [data-open] or [data-prepare] its sheet, [data-undo] its way back, .more its menu,
   [data-keys-help] opens the map, [data-keys-map] is filled with it, [data-keys-on] switches single letters off, [data-print]. */

import { GROUPS, KEYMAP, SHOWN } from "./keymap.js";
import { say } from "./words.js";

const OFF = "binome.letters-off";
const SECOND_STROKE = 2500; // ms; a slow tablet may hear the second stroke late
const LINES = ".turn, .task, tr.line";
let first = { key: "", at: 0 };

const shown = (element) => element.getClientRects?.().length > 0;
const lines = () => [...document.querySelectorAll(LINES)].filter(shown);
const inHand = () => document.activeElement?.closest(LINES);

const DEEDS = {
  next: () => step(1),
  previous: () => step(-1),
  act: () => onLine((line) => press(line, "[data-next], form .btn")),
  menu: () => onLine((line) => unfold(line.querySelector(".more"))),
  open: () => onLine((line) => press(rowOf(line), "[data-prepare]") || press(rowOf(line), "[data-open]")),
  undo: () => (inHand() && press(rowOf(inHand()), "[data-undo]")) || press(document, "[data-undo-last]"),
  turns: () => focusOn(lines().find((line) => line.matches(".turn"))),
  reach: ({ on }) => reach(nearest([...document.querySelectorAll(on)])),
  gesture: ({ on }) => onLine((line) => gesture(line.querySelectorAll(`[data-gesture="${on}"]`))),
  reason: (entry, event) => reach([...document.querySelectorAll(`[data-reason="${event.key}"]`)].find(shown)),
  help: () => openMap(),
  leave: () => leave(),
};

function step(by) {
  const all = lines();
  const at = all.indexOf(inHand());
  return focusOn(at < 0 ? all[by > 0 ? 0 : all.length - 1] : all[Math.min(Math.max(at + by, 0), all.length - 1)]);
}

function focusOn(line) {
  if (!line) return false;
  line.tabIndex = -1;
  line.focus();
  line.scrollIntoView({ block: "nearest" });
  return true;
}

function onLine(deed) {
  return inHand() ? deed(inHand()) : false;
}

/** A turn is a line's shadow: its sheet and its way back are on the line. */
function rowOf(line) {
  return document.getElementById(line.id.replace(/^turn-/, "visit-")) ?? line;
}

function press(within, what) {
  const found = [...within.querySelectorAll(what)];
  const target = found.find(shown) ?? found.find((one) => one.matches("[data-undo], [data-prepare]"));
  target?.click();
  return Boolean(target);
}

/** A button is pressed; a field, or what folds one away, is opened and takes the focus. */
function gesture(found) {
  const target = [...found].find((one) => shown(one) || (one.matches("select, input") && shown(one.closest("details"))));
  if (!target) return false;
  const menu = target.closest("details.more");
  if (menu) menu.open = true;
  if (target.matches("button")) target.click();
  else (target.matches("summary") ? menu.querySelector("select, input:not([type=hidden])") : target)?.focus();
  return true;
}

function unfold(menu) {
  if (!menu) return false;
  menu.open = true;
  (menu.querySelector(".more-list :is(a, button):not([hidden])") ?? menu.firstElementChild).focus();
  return true;
}

/** What is shown; else a link that the header keeps [hidden] for the keys alone. */
function nearest(found) {
  return found.find(shown) ?? found.find((one) => one.matches("a[hidden]"));
}

function reach(target) {
  if (!target) return false;
  if (target.matches("summary")) return fold(target.parentElement);
  if (target.matches("input, textarea, select")) target.focus();
  else target.click();
  return true;
}

/** Opened, its first field or button is in hand; closed, it is itself. */
function fold(details) {
  details.open = !details.open;
  const inside = "textarea, input:not([type=hidden]), select, button";
  (details.open ? details.querySelector(inside) : details.querySelector("summary"))?.focus();
  return true;
}

function leave() {
  const menu = document.activeElement?.closest("details.more[open]") ?? document.querySelector("details.more[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
    return true;
  }
  if (!inHand() && !document.activeElement?.matches("[data-search]")) return false;
  document.activeElement.blur();
  return true;
}

/* The map */

function openMap() {
  const map = document.getElementById("keys");
  if (!map || map.open) return false;
  map.querySelector("[data-keys-on]").checked = !lettersOff();
  map.showModal();
  return true;
}

function drawMap(into) {
  const here = ({ at }) => Boolean(at && document.querySelector(at));
  const groups = [...GROUPS.filter(here), ...GROUPS.filter((group) => !here(group))];
  into.replaceChildren(...groups.flatMap(({ of, word }) => [drawGroup(word), ...KEYMAP.filter((key) => key.of === of).map(drawKey)]));
}

function drawGroup(word) {
  const row = Object.assign(document.createElement("tr"), { className: "keys-of" });
  const name = Object.assign(document.createElement("th"), { colSpan: 2, scope: "rowgroup", textContent: say(word) });
  row.append(name);
  return row;
}

function drawKey({ keys, word }) {
  const row = document.createElement("tr");
  const names = document.createElement("th");
  names.scope = "row";
  keys.forEach((strokes, place) => {
    if (place) names.append(" / ");
    for (const stroke of strokes.split(" ")) names.append(keycap(stroke), " ");
  });
  const effect = document.createElement("td");
  effect.textContent = say(word);
  row.append(names, effect);
  return row;
}

function keycap(stroke) {
  const cap = document.createElement("kbd");
  cap.textContent = SHOWN[stroke] ?? stroke;
  return cap;
}

/* Listening */

function lettersOff() {
  return localStorage.getItem(OFF) === "1";
}

/** A field of a dialog that has just closed keeps the focus until the next frame: nobody types in what is not shown. */
function isTyping(target) {
  return shown(target) && target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
}

function wanted(event) {
  const now = performance.now();
  const both = now - first.at < SECOND_STROKE ? `${first.key} ${event.key}` : "";
  const here = KEYMAP.filter(({ place }) => !place || document.querySelector(place));
  const found = here.find(({ keys }) => keys.includes(both)) ?? here.find(({ keys }) => keys.includes(event.key));
  first = { key: event.key, at: now };
  return found;
}

function heard(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (isTyping(event.target) && event.key !== "Escape") return;
  const entry = wanted(event);
  if (!entry || (entry.letter && event.key.length === 1 && lettersOff())) return;
  if (!free(entry, event)) return;
  if (DEEDS[entry.deed](entry, event)) event.preventDefault();
}

/** Arrows scroll unless a line is in hand; Enter belongs to whatever is focused, unless it is the line itself. */
function free(entry, event) {
  if (event.key.startsWith("Arrow")) return Boolean(inHand());
  return event.key !== "Enter" || document.activeElement === inHand();
}

function clicked({ target }) {
  if (target.closest("[data-keys-help]")) openMap();
  if (target.closest("[data-print]")) print();
  for (const menu of document.querySelectorAll("details.more[open]")) if (!menu.contains(target)) menu.open = false;
}

export function begin() {
  document.addEventListener("keydown", heard);
  document.addEventListener("click", clicked);
  document.addEventListener("change", ({ target }) => {
    if (target.matches("[data-keys-on]")) localStorage.setItem(OFF, target.checked ? "0" : "1");
  });
  document.querySelectorAll("[data-keys-map]").forEach(drawMap);
}
