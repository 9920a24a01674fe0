/* How old the page is, always in sight: #freshness (light, time, word) and #freshness-why (the sentence, told once aloud).
   starting → live · checked (no stream, but the server answers) · late after 7 s of silence · lost after 20 s · out (signed out) */

import * as clock from "./clock.js";
import { say } from "./words.js";

const LATE = 7;
const LOST = 20;

let last = { at: 0, time: NaN, pace: 0 };
let state = "starting";
let out = false;

/** The server was heard: by its stream (pace 0), or by asking every `pace` milliseconds. */
export function heard({ pace = 0 } = {}) {
  last = { at: performance.now(), time: clock.now(), pace };
  out = false;
  show();
}

export function signedOut() {
  out = true;
  show();
}

function stateNow() {
  if (out) return "out";
  const silence = (performance.now() - last.at - last.pace) / 1000;
  if (silence > LOST) return "lost";
  if (silence > LATE) return "late";
  if (Number.isNaN(last.time)) return "starting";
  return last.pace ? "checked" : "live";
}

function show() {
  const light = document.getElementById("freshness");
  if (!light) return;
  const next = stateNow();
  const current = next === "live" || next === "checked" || next === "starting";
  write(light.querySelector("time"), told(current ? clock.now() : last.time));
  write(light.querySelector(".fresh-word"), word(next));
  if (next !== state) turn(light, next);
}

function word(next) {
  if (next === "live") return say("live");
  if (next === "checked") return say("checked", { seconds: last.pace / 1000 });
  return next === "starting" ? "…" : say("old");
}

function turn(light, next) {
  const worried = ["late", "lost", "out"];
  light.dataset.fresh = next;
  document.documentElement.dataset.fresh = next;
  const why = document.getElementById("freshness-why");
  if (why) explain(why, next, worried.includes(state));
  state = next;
}

function explain(why, next, wasWorried) {
  const sentences = { late: "why-late", lost: "why-lost", out: "why-out" };
  const sentence = sentences[next];
  why.dataset.fresh = next;
  why.hidden = !sentence && !wasWorried;
  why.classList.toggle("vh", !sentence);
  why.textContent = sentence ? say(sentence, { time: told(last.time), seconds: LATE }) : wasWorried ? say("back") : "";
  if (next === "out") why.append(" ", signInLink());
}

function signInLink() {
  const link = document.createElement("a");
  link.href = `${document.body.dataset.signInUrl ?? "/"}?next=${encodeURIComponent(location.pathname)}`;
  link.textContent = say("sign-in");
  return link;
}

function told(time) {
  return Number.isNaN(time) ? "--:--:--" : clock.told(time);
}

function write(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

export function begin() {
  if (!document.getElementById("freshness")) return;
  last = { at: performance.now(), time: NaN, pace: 0 };
  state = "starting";
  show();
  setInterval(show, 500);
}
