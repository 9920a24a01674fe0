/* Sends form[data-live] in place. The answer is pieces (morph.js); the header X-Sentence carries a refusal's sentence,
   percent-encoded, X-Who-May where it leads, X-Go an address to go to. Nothing is ever lost: on a cut network the form stays as it is, with its key, so that trying
   again cannot do the deed twice. A form without data-live is left to the browser, pressed once only.
   The sentence is shown where the hand is: under the line (tr.said-row), or inside .turn, or at [data-say-here]. */

import { apply, untouch } from "./morph.js";
import { say } from "./words.js";

const SLOW = 2000;
const TOO_LONG = 15000;

function token() {
  return document.querySelector("meta[name=csrf-token]")?.content ?? "";
}

function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function send(form, button) {
  if (form.dataset.busy) return;
  busy(form, button, true);
  form.dataset.key ||= newKey();
  const arrival = form.action.endsWith("/arrive");
  const pressed = { label: labelOf(button), undo: Boolean(button?.matches("[data-undo]")), arrival }; // the stream may change the button first
  const slow = setTimeout(() => tell(placeOf(form), say("sending"), "info"), SLOW);
  const outcome = await exchange(form, button, pressed);
  clearTimeout(slow);
  busy(form, button, false);
  outcome();
}

/** What is to be done about it; the network's part is over. */
async function exchange(form, button, pressed) {
  try {
    const answer = await fetch(form.action, request(form, button));
    const html = await answer.text();
    return () => settle(form, pressed, answer, html);
  } catch {
    return () => offline(form, button);
  }
}

function request(form, button) {
  const body = new FormData(form);
  if (button?.name) body.append(button.name, button.value);
  body.set("csrfmiddlewaretoken", token());
  body.set("key", form.dataset.key);
  const headers = { "X-In-Place": "1", "X-CSRFToken": token(), Accept: "text/html" };
  return { method: "POST", body, headers, credentials: "same-origin", signal: AbortSignal.timeout(TOO_LONG) };
}

function settle(form, pressed, answer, html) {
  const place = placeOf(form);
  if (answer.redirected) return elsewhere(place, answer.url);
  if (answer.status < 500) delete form.dataset.key;
  if (answer.ok) untouch(form);
  const sentence = sentenceOf(answer);
  clearSaid(place);
  if (isPieces(answer, html)) apply(html);
  if (answer.headers.get("X-Go")) location.assign(answer.headers.get("X-Go"));
  if (sentence) tell(place, sentence, answer.status >= 500 ? "bad" : "warn", null, whoMay(answer));
  else if (answer.ok) document.dispatchEvent(new CustomEvent("binome:done", { detail: { place: here(place), ...pressed } }));
  keepHand(place);
}

/** "Installer : Mme Duval", of which the end is only heard, is told as "Installer, Mme Duval". */
function labelOf(button) {
  return (button?.textContent ?? "").replace(/\s+/g, " ").replace(/ : /, ", ").trim();
}

/** The button that was pressed may be gone: the focus goes to its line, or to the summary of what is to be put right. */
function keepHand(place) {
  const wrong = here(place).querySelector?.("[data-errors]");
  if (wrong) wrong.focus();
  else if (document.activeElement === document.body) here(place).focus?.({ preventScroll: true });
}

function sentenceOf(answer) {
  const given = answer.headers.get("X-Sentence");
  if (given) return decodeURIComponent(given);
  if (answer.ok || answer.status === 422) return "";
  if (answer.status === 401) return say("signed-out");
  if (answer.status === 403) return say("not-yours");
  return answer.status === 409 ? say("refused") : say("fault");
}

/** A whole page is never put into a page. */
function isPieces(answer, html) {
  return answer.status < 500 && !/^\s*<!doctype/i.test(html);
}

function elsewhere(place, address) {
  const signIn = document.body.dataset.signInUrl;
  if (signIn && new URL(address).pathname === signIn) tell(place, say("signed-out"), "bad", signInLink(signIn));
  else location.assign(address);
}

function offline(form, button) {
  const again = document.createElement("button");
  again.type = "button";
  again.className = "btn";
  again.textContent = say("retry");
  again.addEventListener("click", () => {
    clearSaid(placeOf(form));
    send(form, button);
  });
  tell(placeOf(form), say("offline"), "bad", again);
}

function signInLink(address) {
  const link = document.createElement("a");
  link.className = "btn";
  link.href = `${address}?next=${encodeURIComponent(location.pathname)}`;
  link.textContent = say("sign-in");
  return link;
}

/* Where and how a sentence is shown */

function placeOf(form) {
  const place = form.closest("tr.line, .turn, [data-say-here]") ?? form;
  return { id: place.id, place };
}

function here({ id, place }) {
  return (id && document.getElementById(id)) || place;
}

function clearSaid(where) {
  const place = here(where);
  if (place.nextElementSibling?.matches(".said-row")) place.nextElementSibling.remove();
  place.querySelector(":scope > .said-here")?.remove();
}

/** From a refusal of the law, one tap leads to who may, and how to get what is missing. */
function whoMay(answer) {
  const address = answer.headers.get("X-Who-May");
  return address ? Object.assign(document.createElement("a"), { href: address, textContent: say("who-may") }) : "";
}

function tell(where, sentence, tone, extra = null, link = "") {
  clearSaid(where);
  const place = here(where);
  const said = document.createElement("p");
  said.className = `said said-${tone}`;
  const words = document.createElement("span");
  words.append(sentence, link && " ", link);
  said.append(words, extra ?? understood(where));
  if (place.matches("tr")) place.after(row(said, place.cells.length));
  else place.append(Object.assign(said, { className: `${said.className} said-here` }));
  said.setAttribute("role", "alert");
}

function row(said, columns) {
  const line = document.createElement("tr");
  line.className = "said-row";
  line.append(Object.assign(document.createElement("td"), { colSpan: columns }));
  line.firstChild.append(said);
  return line;
}

function understood(where) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn";
  button.textContent = say("understood");
  button.addEventListener("click", () => {
    const place = here(where);
    clearSaid(where);
    place.focus?.({ preventScroll: true });
  });
  return button;
}

function busy(form, button, on) {
  if (on) form.dataset.busy = "1";
  else delete form.dataset.busy;
  for (const one of form.querySelectorAll("button")) one.toggleAttribute("disabled", on);
  button?.toggleAttribute("aria-busy", on);
  if (!on && button?.isConnected && document.activeElement === document.body) button.focus({ preventScroll: true });
}

export function begin() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("form[data-live]")) {
      event.preventDefault();
      send(form, event.submitter);
    } else if (form.method === "post" && !form.hasAttribute("data-many")) {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "1";
      setTimeout(() => delete form.dataset.sent, 5000); // the answer may be a file: the page stays
    }
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));
  document.querySelector("[data-errors]")?.focus();
}
