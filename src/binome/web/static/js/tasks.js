/* Tasks. #tasks[data-whose][data-only-kind][data-only-late] > li.task: the stream carries every task that changes, and a
   list shows those that are its own. A task that ends where it was shown stays, with its way back, until the page is left.
   a[data-dialog] opens its page in a dialog; [data-drop] takes a file dropped anywhere on its page. Without this file all
   of it is pages and links. */

import * as clock from "./clock.js";
import { say } from "./words.js";

const shownHere = new Set();

function mine(task, list) {
  const me = document.body.dataset.member;
  const roles = (document.body.dataset.roles ?? "").split(" ");
  const has = (words, some) => (words ?? "").split(" ").some((word) => some.includes(word));
  const whose = {
    mine: () => has(task.dataset.seen, [me]),
    role: () => has(`${task.dataset.role} ${task.dataset.shownTo}`, roles),
    asked: () => task.dataset.asker === me,
    all: () => true,
    ended: () => task.dataset.state === "ended",
  }[list.dataset.whose];
  if (task.dataset.state === "ended" && !["ended", "asked"].includes(list.dataset.whose)) return false;
  if (list.dataset.onlyKind && list.dataset.onlyKind !== task.dataset.kind) return false;
  return whose() && !("onlyLate" in list.dataset && !("late" in task.dataset));
}

function settle() {
  const list = document.getElementById("tasks");
  if (!list) return;
  for (const task of list.querySelectorAll(".task")) {
    const own = mine(task, list);
    if (own) shownHere.add(task.id);
    task.toggleAttribute("data-not-chosen", !own && !shownHere.has(task.id));
  }
}

/** What passes its time while the page is open becomes late without anybody's gesture. */
function tick() {
  const now = clock.now();
  for (const task of document.querySelectorAll('.task:not([data-state="ended"])')) {
    task.toggleAttribute("data-late", Date.parse(task.dataset.due) < now);
  }
}

/* The dialog */

async function open(link, file = null) {
  const dialog = document.getElementById("asking") ?? makeDialog();
  const answer = await fetch(`${link.href}${link.search ? "&" : "?"}dialog=1`, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return location.assign(link.href);
  fill(dialog, await answer.text());
  if (file) give(dialog, file);
  if (!dialog.open) dialog.showModal();
  (dialog.querySelector("[autofocus]") ?? dialog.querySelector("input:not([type=hidden]), select"))?.focus();
}

function makeDialog() {
  const dialog = Object.assign(document.createElement("dialog"), { id: "asking", className: "dialog asking" });
  dialog.setAttribute("aria-labelledby", "ask-h");
  dialog.addEventListener("submit", sent);
  dialog.addEventListener("click", ({ target }) => target.closest("[data-close]") && dialog.close());
  document.body.append(dialog);
  return dialog;
}

function fill(dialog, html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  dialog.replaceChildren(...page.body.childNodes);
  for (const link of dialog.querySelectorAll("[data-close]")) link.addEventListener("click", (event) => event.preventDefault());
}

function give(dialog, file) {
  const files = new DataTransfer();
  files.items.add(file);
  const field = dialog.querySelector("input[type=file]");
  if (field) field.files = files.files;
}

async function sent(event) {
  event.preventDefault();
  event.stopPropagation();
  const form = event.target;
  const body = new FormData(form, event.submitter);
  const headers = { "X-In-Place": "1", "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content };
  form.inert = true;
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers, credentials: "same-origin" });
    if (answer.ok) return done(form.closest("dialog"));
    if (answer.status !== 422) throw new Error(String(answer.status));
    refuse(form, await answer.text());
  } catch {
    form.inert = false;
    const said = Object.assign(document.createElement("p"), { className: "said said-bad", textContent: say("offline") });
    said.setAttribute("role", "alert");
    form.append(said);
  }
}

/** Shown again with its sentence; a file that was chosen is chosen still. */
function refuse(form, html) {
  const dialog = form.closest("dialog");
  const file = form.querySelector("input[type=file]")?.files?.[0];
  fill(dialog, html);
  if (file) give(dialog, file);
  dialog.querySelector("[data-errors]")?.focus();
}

function done(dialog) {
  dialog.close();
  const toast = Object.assign(document.createElement("div"), { className: "toast", textContent: say("asked") });
  document.getElementById("toasts")?.replaceChildren(toast);
  setTimeout(() => toast.remove(), 6000);
}

function clicked(event) {
  const link = event.target.closest("a[data-dialog]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(link);
}

function dropped(event) {
  const link = document.querySelector("[data-drop]");
  const file = event.dataTransfer?.files?.[0];
  if (!link || !file) return;
  event.preventDefault();
  open(link, file);
}

export function begin() {
  document.addEventListener("click", clicked);
  document.addEventListener("dragover", (event) => document.querySelector("[data-drop]") && event.preventDefault());
  document.addEventListener("drop", dropped);
  document.addEventListener("binome:changed", settle);
  settle();
  if (document.querySelector(".task")) setInterval(tick, 15000);
}
