/* The end of a session, announced. The server decides (data-session-left-url answers {signed_in, seconds, warn_at} and does not
   count as activity); this only counts down, in step with the other tabs, and says so: on screen every second, aloud four times.
   Somebody who works without loading pages is seen by the server once a minute at most (data-session-stay-url). */

import { say } from "./words.js";

const ALOUD = [120, 60, 30, 10];
const AGAIN = 60000;

let ends = Infinity;
let warnAt = 120;
let active = false;
let asked = 0;
let saidAt = Infinity;
let air;

const left = () => Math.max(0, Math.ceil((ends - Date.now()) / 1000));
const dialog = () => document.getElementById("timeout");

function take({ signed_in: there, seconds, warn_at: warn }, tell = true) {
  if (!there) return over();
  ends = Date.now() + seconds * 1000;
  warnAt = warn ?? warnAt;
  if (tell) air?.postMessage({ signed_in: there, seconds, warn_at: warn });
  if (left() > warnAt) calm();
}

async function ask(url, method) {
  const headers = { "X-CSRFToken": document.querySelector("meta[name=csrf-token]")?.content ?? "", Accept: "application/json" };
  try {
    const answer = await fetch(url, { method, headers, credentials: "same-origin", cache: "no-store" });
    if (answer.ok) take(await answer.json());
  } catch {
    // no network: the countdown goes on, the server will say
  }
}

const stay = () => ask(document.body.dataset.sessionStayUrl, "POST");
const look = () => ask(document.body.dataset.sessionLeftUrl, "GET");

function calm() {
  saidAt = Infinity;
  if (dialog()?.open) dialog().close();
}

function over() {
  const back = encodeURIComponent(location.pathname + location.search);
  location.assign(`${document.body.dataset.signInUrl}?next=${back}`);
}

function tick() {
  const seconds = left();
  if (active && Date.now() - asked > AGAIN && seconds > warnAt) {
    active = false;
    asked = Date.now();
    stay();
  }
  if (seconds <= warnAt && seconds > 0) warn(seconds);
  if (seconds === 0 && ends !== Infinity) askBeforeLeaving();
}

/** Another tab may have been kept open on another machine's word: the server is asked once more. */
function askBeforeLeaving() {
  ends = Infinity;
  look().then(() => ends === Infinity && (ends = Date.now() + 5000));
}

function warn(seconds) {
  if (!dialog().open) dialog().showModal();
  const told = say(seconds >= 60 ? "left-minutes" : "left-seconds", { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
  dialog().querySelector("[data-timeout-left]").textContent = told;
  const aloud = ALOUD.find((mark) => seconds <= mark && saidAt > mark && seconds > mark - 10);
  if (aloud === undefined) return;
  saidAt = aloud;
  dialog().querySelector("[data-timeout-told]").textContent = say("left-told", { left: told });
}

export function begin() {
  if (!document.body.dataset.sessionLeftUrl || !dialog()) return;
  air = new BroadcastChannel("binome session");
  air.onmessage = ({ data }) => take(data, false);
  for (const sign of ["keydown", "pointerdown", "input"]) addEventListener(sign, () => (active = true), { passive: true });
  dialog().querySelector("[data-timeout-stay]").addEventListener("click", stay);
  dialog().addEventListener("cancel", (event) => {
    event.preventDefault();
    stay();
  });
  asked = Date.now();
  look();
  setInterval(tick, 1000);
}
