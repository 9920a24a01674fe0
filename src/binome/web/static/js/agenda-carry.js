/* Carrying a visit to another place of the grid, by keyboard or by hand; putting it down is one and the same post.
   A place is a column and a row of five minutes (agenda-places.css), so that a shadow is shown by two attributes. */

import { announce, clock, told } from "./agenda-words.js";
import { say } from "./words.js";

const MOVABLE = ["expected", "present"];
const A_DRAG = 6;
const A_LONG_PRESS = 350;
const EDGE = 36;

let hand = null;

/** Is something being carried? */
export const carried = () => hand !== null;

export function pick(place, root) {
  const main = mainOf(place, root);
  const column = main?.closest(".week-col");
  if (!main || !column.dataset.doctor || !MOVABLE.includes(main.dataset.state) || !("mayBook" in root.dataset)) {
    announce(told("not-movable"));
    return Boolean(place.dataset.story);
  }
  const { row, span } = main.dataset;
  hand = { root, place, main, col: Number(column.dataset.n), row: Number(row), span: Number(span), key: newKey() };
  hand.from = { col: hand.col, row: hand.row };
  hand.shadow = document.createElement("div");
  hand.shadow.className = "drop-here";
  root.querySelector(".week").append(hand.shadow);
  for (const part of partsOf(main.dataset.story, root)) part.dataset.carried = "";
  show();
  announce(told("picked", { who: nameOf(main) }));
  return true;
}

export function shift(columns, rows) {
  moveTo(hand.col + columns, hand.row + rows, columns);
  announce(told(takenBy() ? "here-taken" : "here", { ...place(), who: takenBy() }));
  hand.shadow.scrollIntoView({ block: "nearest", inline: "nearest" });
}

export function leave() {
  const { place: first } = hand;
  letGo();
  announce(told("left"));
  first.focus({ preventScroll: true });
}

/** Put down where the shadow is. Nothing moves on the screen before the server has said yes. */
export async function put(renew, seen = false) {
  const held = hand;
  if (held.col === held.from.col && held.row === held.from.row) return leave();
  const answer = await post(held, seen);
  letGo();
  if (answer?.status === 204) return done(held, answer.headers.get("X-Then"), renew);
  return refused(held, answer, renew);
}

async function done(held, address, renew) {
  await renew(address, held.main.dataset.story);
  const sentence = document.querySelector("#agenda-done .said span")?.textContent.trim() ?? "";
  announce(told("put", { told: sentence }));
}

function post(held, seen) {
  const at = place(held);
  const body = new FormData();
  const { story, number } = held.main.dataset;
  const said = { number, key: held.key, doctor: at.doctor, day: at.day, since: at.since, until: at.until };
  for (const [name, value] of Object.entries({ ...said, back: location.pathname + location.search })) body.set(name, value);
  if (seen) body.set("seen", "1");
  const token = document.querySelector("meta[name=csrf-token]")?.content ?? "";
  const headers = { "X-In-Place": "1", "X-CSRFToken": token };
  const address = `${held.root.dataset.visitsUrl}${story}/move`;
  return fetch(address, { method: "POST", body, headers, credentials: "same-origin" }).catch(() => null);
}

/* Asked, or refused */

function refused(held, answer, renew) {
  const sentence = answer?.headers.get("X-Sentence");
  const mayGoOn = answer?.headers.get("X-May-Go-On") === "1";
  const words = sentence ? decodeURIComponent(sentence) : answer ? say("fault") : say("offline");
  ask(words, mayGoOn, async (goOn) => {
    if (!goOn) return renew(undefined, held.main.dataset.story);
    hand = held;
    held.root.querySelector(".week").append(held.shadow);
    return put(renew, true);
  });
}

function ask(words, mayGoOn, then) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", "agenda-ask-h");
  const box = document.createElement("div");
  box.className = "stack";
  box.append(element("h2", told("ask"), { id: "agenda-ask-h" }), element("p", words), answers(dialog, mayGoOn));
  dialog.append(box);
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    then(dialog.returnValue === "go-on");
  });
  dialog.showModal();
}

function answers(dialog, mayGoOn) {
  const row = element("div", "", { className: "row" });
  const no = element("button", told(mayGoOn ? "leave-it" : "left"), { className: "btn btn-main", type: "button" });
  no.addEventListener("click", () => dialog.close("leave"));
  row.append(no);
  if (!mayGoOn) return row;
  const yes = element("button", told("go-on"), { className: "btn btn-danger", type: "button" });
  yes.addEventListener("click", () => dialog.close("go-on"));
  row.append(yes);
  return row;
}

function element(name, text, more = {}) {
  return Object.assign(document.createElement(name), { textContent: text, ...more });
}

/* Places */

function mainOf(place, root) {
  const parts = partsOf(place.dataset.story, root);
  return parts.find((part) => part.matches(".slot-doc")) ?? null;
}

function partsOf(story, root) {
  return story ? [...root.querySelectorAll(`.slot[data-story="${CSS.escape(story)}"]`)] : [];
}

const columnsOf = (root) => [...root.querySelectorAll(".week-col")];

function moveTo(col, row, towards = 0) {
  const columns = columnsOf(hand.root);
  let to = Math.min(Math.max(col, 1), columns.length);
  while (columns[to - 1] && !columns[to - 1].dataset.doctor) to += towards || -1;
  if (columns[to - 1]?.dataset.doctor) hand.col = to;
  hand.row = Math.min(Math.max(row, 1), Number(hand.root.dataset.rows) - hand.span + 1);
  show();
}

function show() {
  Object.assign(hand.shadow.dataset, { col: hand.col, row: hand.row, span: hand.span });
  hand.shadow.textContent = place().since;
}

function place(held = hand) {
  const column = columnsOf(held.root)[held.col - 1];
  const begins = Number(held.root.dataset.first) + (held.row - 1) * 5;
  const until = clock(begins + Number(held.main.dataset.minutes));
  return { since: clock(begins), until, column: column.dataset.title, doctor: column.dataset.doctor, day: column.dataset.day };
}

function takenBy() {
  const rows = (slot) => [Number(slot.dataset.row), Number(slot.dataset.row) + Number(slot.dataset.span)];
  const taker = [...columnsOf(hand.root)[hand.col - 1].querySelectorAll(".slot-doc")].find((slot) => {
    const [begins, ends] = rows(slot);
    return slot.dataset.story !== hand.main.dataset.story && begins < hand.row + hand.span && hand.row < ends;
  });
  return taker ? nameOf(taker) : "";
}

function nameOf(slot) {
  return [...slot.querySelectorAll("i, b")].map((part) => part.textContent).join(" ");
}

function letGo() {
  hand.shadow.remove();
  for (const part of hand.root.querySelectorAll("[data-carried]")) delete part.dataset.carried;
  hand = null;
}

function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* By hand: a mouse drags at once; a finger stays still first, so that the page can still be scrolled. */

export function startDrag(event, root, renew) {
  const slot = event.target.closest?.(".week .slot[data-story]");
  if (!slot || event.button !== 0 || hand) return;
  const drag = { slot, root, renew, x: event.clientX, y: event.clientY, id: event.pointerId, touch: event.pointerType !== "mouse" };
  drag.timer = drag.touch ? setTimeout(() => grasp(drag), A_LONG_PRESS) : 0;
  const stop = new AbortController();
  const on = (name, deed, more) => window.addEventListener(name, deed, { signal: stop.signal, ...more });
  on("pointermove", (moved) => moved.pointerId === drag.id && dragged(drag, moved));
  on("touchmove", (moved) => drag.grasped && moved.preventDefault(), { passive: false });
  on("contextmenu", (asked) => drag.touch && asked.preventDefault());
  for (const end of ["pointerup", "pointercancel"]) on(end, (ended) => ended.pointerId === drag.id && drop(drag, end, stop));
}

function grasp(drag) {
  if (!pick(drag.slot, drag.root) || !hand) return;
  const { top } = hand.main.getBoundingClientRect();
  drag.grasped = true;
  drag.above = drag.slot === hand.main ? drag.y - top : 0;
}

function dragged(drag, { clientX, clientY }) {
  const far = Math.hypot(clientX - drag.x, clientY - drag.y) > A_DRAG;
  if (!drag.grasped && far && drag.touch) clearTimeout(drag.timer);
  if (!drag.grasped && far && !drag.touch) grasp(drag);
  if (!drag.grasped || !hand) return;
  scrollAtEdges(drag.root.querySelector("[data-scroller]"), clientX, clientY);
  const heads = [...drag.root.querySelectorAll(".week-day[data-col]")];
  const over = heads.find((head) => clientX < head.getBoundingClientRect().right) ?? heads.at(-1);
  moveTo(Number(over.dataset.col), rowAt(drag, clientY - drag.above));
}

function rowAt(drag, y) {
  const hour = drag.root.querySelector(".week-hour");
  const box = hour.getBoundingClientRect();
  return Math.round((y - box.top) / (box.height / 12)) + Number(hour.dataset.row);
}

function scrollAtEdges(scroller, x, y) {
  const box = scroller.getBoundingClientRect();
  if (y > box.bottom - EDGE) scroller.scrollTop += EDGE / 3;
  if (y < box.top + EDGE * 2) scroller.scrollTop -= EDGE / 3;
  if (x > box.right - EDGE) scroller.scrollLeft += EDGE / 3;
  if (x < box.left + EDGE * 2) scroller.scrollLeft -= EDGE / 3;
}

function drop(drag, how, stop) {
  clearTimeout(drag.timer);
  stop.abort();
  if (!drag.grasped || !hand) return;
  window.addEventListener("click", (click) => click.preventDefault(), { capture: true, once: true });
  if (how === "pointercancel") leave();
  else put(drag.renew);
}
