/* The estimates: <template data-foresight> holds those that the page opened with; later ones come with the stream.
   #foresight[data-at][data-keeps] says when they were simulated; too old, or the link lost, and the page hides them
   (html[data-foresight=old]) and says so. Nothing here is told aloud: hours that drift would never be silent.
   On a visit's page, [data-ask] is asked for once, by itself: what each gesture would change. */

import * as clock from "./clock.js";
import { apply } from "./morph.js";

const LOOK = 2000;

function isOld() {
  const told = document.getElementById("foresight");
  if (!told?.dataset.at) return false;
  const age = (clock.now() - Date.parse(told.dataset.at)) / 1000;
  return age > Number(told.dataset.keeps) || /^(late|lost|out)$/.test(document.documentElement.dataset.fresh ?? "");
}

function look() {
  const page = document.documentElement;
  if (isOld()) page.dataset.foresight = "old";
  else delete page.dataset.foresight;
}

async function ask(panel, times = 5) {
  panel.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(panel.dataset.ask, { headers: { "X-In-Place": "1" }, credentials: "same-origin" });
    if (answer.status === 503 && times > 1) return setTimeout(ask, LOOK, panel, times - 1);
    if (answer.ok) apply(await answer.text());
  } catch {
    /* the link stays */
  }
  document.getElementById(panel.id)?.removeAttribute("aria-busy");
}

export function begin() {
  for (const panel of document.querySelectorAll("[data-ask]")) ask(panel);
  const first = document.querySelector("template[data-foresight]");
  if (!first) return;
  apply(first.innerHTML);
  look();
  setInterval(look, LOOK);
  document.addEventListener("binome:changed", look);
}
