/* The tray, when a colleague signs meanwhile. #tray[data-now-url] is told by the stream that a document moved (#count-tray);
   it then asks how many each list holds and whether the document in hand, #tray-doc[data-story][data-number], is still as
   it is shown. Nothing else is renewed: somebody may be reading it, or putting it right. */

import { apply } from "./morph.js";

let asking = false;
let again = false;

const inHand = () => ({ doc: "", number: "", ...pick(document.getElementById("tray-doc")?.dataset) });
const pick = (data) => (data?.story ? { doc: data.story, number: data.number } : {});

async function look(tray) {
  const before = inHand();
  const address = new URL(tray.dataset.nowUrl, location.href);
  const list = new URLSearchParams(location.search);
  for (const name of ["whose", "kind", "mine"]) if (list.has(name)) address.searchParams.set(name, list.get(name));
  for (const [name, value] of Object.entries(before)) address.searchParams.set(name, value);
  try {
    const answer = await fetch(address, { cache: "no-store", credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return;
    const html = await answer.text();
    if (JSON.stringify(before) === JSON.stringify(inHand())) apply(html);
    else again = true;
  } catch {
    // The page says by itself that the link is lost; the next change asks again.
  }
}

/** One question at a time; what moves meanwhile is asked about afterwards. */
async function moved(tray) {
  again = asking;
  if (asking) return;
  asking = true;
  do {
    again = false;
    await look(tray);
  } while (again);
  asking = false;
}

export function begin() {
  const tray = document.querySelector("#tray[data-now-url]");
  if (!tray) return;
  document.addEventListener("binome:changed", ({ detail }) => detail.includes("count-tray") && moved(tray));
}
