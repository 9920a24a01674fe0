/* The agenda. [data-agenda] holds .week: the focus goes from place to place with the arrows (one tab stop for the whole grid),
   Enter follows the link, m picks a visit up (agenda-carry.js), a mouse or a finger drags it. The page asks by itself whether
   anything was written since (data-version-url) and redraws #agenda-picture. [data-booking] and [data-seek]: agenda-forms.js. */

import { carried, leave, pick, put, shift, startDrag } from "./agenda-carry.js";
import * as forms from "./agenda-forms.js";

const EVERY = 20000;
const PAGE_ROWS = 12;
const SHIFTS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0], PageUp: [0, -PAGE_ROWS], PageDown: [0, PAGE_ROWS] };

let root = null;

const places = (column) => [...column.querySelectorAll(".slot")].sort((a, b) => rowOf(a) - rowOf(b) || colPart(a) - colPart(b));
const rowOf = (place) => Number(place.dataset.row);
const colPart = (place) => (place.dataset.area === "main" ? 1 : 0);
const columns = () => [...root.querySelectorAll(".week-col")];

/* The focus */

function go(place, key) {
  const column = place.closest(".week-col");
  const beside = { ArrowLeft: -1, ArrowRight: 1 }[key];
  return beside ? inColumn(place, columns(), columns().indexOf(column), beside) : inTime(place, places(column), key);
}

function inTime(place, listed, key) {
  const by = { ArrowUp: -1, ArrowDown: 1, PageUp: -6, PageDown: 6 }[key];
  return listed[Math.min(Math.max(listed.indexOf(place) + by, 0), listed.length - 1)];
}

function inColumn(place, all, at, by) {
  for (let next = at + by; all[next]; next += by) {
    const nearest = places(all[next]).sort((a, b) => Math.abs(rowOf(a) - rowOf(place)) - Math.abs(rowOf(b) - rowOf(place)))[0];
    if (nearest) return nearest;
  }
  return place;
}

function oneTabStop(place) {
  for (const other of root.querySelectorAll(".week .slot")) other.tabIndex = other === place ? 0 : -1;
}

function firstPlace() {
  const now = root.querySelector(".now-line");
  const all = [...root.querySelectorAll(".week .slot")];
  return all.find((place) => now && rowOf(place) >= Number(now.dataset.row)) ?? all[0];
}

function alike(story, on) {
  for (const same of root.querySelectorAll("[data-same]")) delete same.dataset.same;
  if (!story || !on) return;
  for (const part of root.querySelectorAll(`.slot[data-story="${CSS.escape(story)}"]`)) part.dataset.same = "";
}

/* The keyboard */

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const place = event.target.closest?.(".week .slot");
  const deed = carried() ? whileCarrying(event) : place && onPlace(event, place);
  if (deed) event.preventDefault();
}

function whileCarrying(event) {
  if (SHIFTS[event.key]) shift(...SHIFTS[event.key]);
  else if (event.key === "Enter" || event.key === " ") put(renew);
  else if (event.key === "Escape" || event.key === "Tab") leave();
  else return false;
  return true;
}

function onPlace(event, place) {
  if (event.key === "m") return pick(place, root);
  if (!SHIFTS[event.key]) return false;
  go(place, event.key)?.focus();
  return true;
}

/* Fresh again */

async function renew(address = location.href, story = "", parts = ["agenda-done", "agenda-picture"]) {
  const answer = await fetch(address, { credentials: "same-origin", headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const held = story ? { story } : inHand();
  const fresh = page.querySelector("[data-agenda]");
  if (!fresh) return;
  root.dataset.version = fresh.dataset.version;
  keepScroll(() => parts.forEach((id) => swap(id, page)));
  settle();
  find(held)?.focus({ preventScroll: !story });
}

function swap(id, page) {
  document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
}

function inHand() {
  const place = document.activeElement?.closest(".week .slot");
  return place ? { story: place.dataset.story, href: place.getAttribute("href") } : null;
}

function find(held) {
  if (!held) return null;
  const all = [...root.querySelectorAll(".week .slot")];
  return all.findLast((place) => held.story && place.dataset.story === held.story) ?? all.find((place) => place.getAttribute("href") === held.href);
}

function keepScroll(change) {
  const before = root.querySelector("[data-scroller]");
  const at = before ? [before.scrollLeft, before.scrollTop] : [0, 0];
  change();
  root.querySelector("[data-scroller]")?.scrollTo(...at);
}

async function look() {
  if (document.hidden || carried() || document.querySelector("dialog[open]")) return;
  try {
    const headers = { "If-None-Match": root.dataset.version };
    const answer = await fetch(root.dataset.versionUrl, { credentials: "same-origin", headers, cache: "no-store" });
    if (answer.status === 200 && !answer.redirected && answer.headers.get("ETag") !== root.dataset.version) await again();
  } catch {
    /* No network: the next look will tell. */
  }
}

/** Nobody pressed anything: the answer counts neither as activity nor as a reading, and what was just done stays in sight. */
function again() {
  return renew(`${location.pathname}again${location.search}`, "", ["agenda-picture"]);
}

/* Beginning */

function settle() {
  oneTabStop(firstPlace());
  for (const place of root.querySelectorAll(".week .slot")) place.draggable = false;
}

function showNow() {
  const scroller = root.querySelector("[data-scroller]");
  const mark = scroller?.querySelector(".now-line") ?? scroller?.querySelector(".slot");
  if (mark) scroller.scrollTop = mark.offsetTop - scroller.clientHeight / 3;
}

function beginGrid() {
  root.addEventListener("keydown", pressed);
  root.addEventListener("focusin", ({ target }) => {
    const place = target.closest(".week .slot");
    if (place) oneTabStop(place);
    alike(place?.dataset.story, Boolean(place));
  });
  root.addEventListener("pointerover", ({ target }) => alike(target.closest(".slot")?.dataset.story, !carried()));
  root.addEventListener("pointerdown", (event) => startDrag(event, root, renew));
  settle();
  showNow();
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
}

export function begin() {
  root = document.querySelector("[data-agenda]");
  if (root) beginGrid();
  forms.begin();
  document.addEventListener("change", ({ target }) => target.matches("[data-go-on-change]") && target.form.requestSubmit());
}

