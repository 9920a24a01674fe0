/* <time class="timer" data-since data-amber data-red>: how long, by the server's clock, never negative.
   data-level=amber|red when the seconds of data-amber or data-red have passed. <time data-clock> is the wall's clock. */

import * as clock from "./clock.js";
import { duration } from "./words.js";

export function level(seconds, amber, red) {
  if (red && seconds >= red) return "red";
  return amber && seconds >= amber ? "amber" : "";
}

function tick() {
  const now = clock.now();
  if (Number.isNaN(now)) return;
  for (const timer of document.querySelectorAll("time[data-since]")) show(timer, now);
  for (const face of document.querySelectorAll("time[data-clock]")) write(face, clock.told(now, false));
}

function show(timer, now) {
  const seconds = Math.max(0, (now - Date.parse(timer.dataset.since)) / 1000);
  write(timer, duration(seconds));
  const next = level(seconds, Number(timer.dataset.amber), Number(timer.dataset.red));
  if (next !== (timer.dataset.level ?? "")) next ? (timer.dataset.level = next) : delete timer.dataset.level;
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function begin() {
  tick();
  setInterval(tick, 1000);
  document.addEventListener("binome:changed", tick);
}
