/* Light, dark, or as the device: form[data-theme-form] keeps the choice on the server; here it is shown at once. */

import { say } from "./words.js";

const NEXT = { auto: "light", light: "dark", dark: "auto" };
const ICONS = { auto: "device-desktop", light: "sun", dark: "moon" };

function now() {
  return document.documentElement.dataset.theme ?? "auto";
}

function show(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  for (const form of document.querySelectorAll("[data-theme-form]")) turn(form, theme);
  for (const kept of document.querySelectorAll("form:not([data-theme-form]) > input[name=theme]")) kept.value = theme;
}

function turn(form, theme) {
  form.querySelector("button").value = NEXT[theme];
  const use = form.querySelector("use");
  use?.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${ICONS[theme]}`));
  const name = form.querySelector(".vh");
  if (name) name.textContent = say(`theme-${theme}`);
}

function change(event) {
  const form = event.target.closest("[data-theme-form]");
  if (!form) return;
  event.preventDefault();
  const body = new FormData(form);
  const theme = NEXT[now()];
  body.set("theme", theme);
  show(theme);
  fetch(form.action, { method: "POST", body, redirect: "manual", credentials: "same-origin" }).catch(() => {});
}

export function begin() {
  document.addEventListener("submit", change, true);
}
