/* Puts what the server drew into the page, piece by piece, without taking anything from the person who is typing.
   A piece is an element with an id. Known: morphed in place. New: put into #data-into, in the order of data-order.
   data-gone: taken away. Afterwards `binome:changed` is told on document, with the ids.
   Kept as they are: a field somebody has touched, an open fold, the focus, the scroll. */

import { Idiomorph } from "../vendor/idiomorph.esm.js";

const touched = new WeakSet();
const FIELDS = "input:not([type=hidden]), textarea, select";

/* A row of a table is dropped by the parser when it follows something else, unless it stands in a template. */
const ROW = /<tr\b(?=[^>]*\bdata-into=)[^>]*>[\s\S]*?<\/tr>/g;

export function pieces(html) {
  const page = document.createElement("template");
  page.innerHTML = html.replace(ROW, "<template>$&</template>");
  const found = [];
  for (const top of page.content.children) {
    const inside = top.localName === "template" ? [...top.content.children] : [top];
    found.push(...inside.filter((element) => element.id));
  }
  return found;
}

export function apply(html) {
  const changed = pieces(html).map(put);
  if (changed.length) document.dispatchEvent(new CustomEvent("binome:changed", { detail: changed }));
  return changed;
}

function put(piece) {
  const old = document.getElementById(piece.id);
  if ("gone" in piece.dataset) old?.remove();
  else if (old) renew(old, piece);
  else place(piece);
  return piece.id;
}

function renew(old, piece) {
  const moves = old.dataset.into !== piece.dataset.into || old.dataset.order !== piece.dataset.order;
  const held = old.contains(document.activeElement) ? old : null;
  Idiomorph.morph(old, piece, { morphStyle: "outerHTML", restoreFocus: true, callbacks });
  const fresh = document.getElementById(piece.id);
  if (moves && fresh) place(fresh);
  if (held && !fresh?.contains(document.activeElement)) fresh?.focus({ preventScroll: true });
}

/** Into its container, before the first sibling that comes later. */
function place(piece) {
  const into = document.getElementById(piece.dataset.into ?? "");
  if (!into) return;
  const order = piece.dataset.order;
  const later = (other) => order !== undefined && other !== piece && other.dataset.order > order;
  const before = [...into.children].find(later) ?? null;
  if (piece.parentNode !== into || piece.nextElementSibling !== before) move(piece, into, before);
}

/** A move keeps the focus and the selection where the browser knows how to. */
export function move(piece, into, before) {
  if (into.moveBefore && piece.isConnected) into.moveBefore(piece, before);
  else into.insertBefore(piece, before);
}

const callbacks = {
  beforeNodeMorphed: (old, fresh) => !(isTouched(old) && fresh?.localName === old.localName),
  beforeNodeRemoved: (old) => !(old.nodeType === 1 && "keep" in old.dataset),
  beforeAttributeUpdated: (name, element) => !(name === "open" && /^(DETAILS|DIALOG)$/.test(element.tagName)),
};

function isTouched(node) {
  return node.nodeType === 1 && node.matches(FIELDS) && touched.has(node);
}

/** A form was sent: what it holds may be renewed again. */
export function untouch(form) {
  for (const field of form.querySelectorAll(FIELDS)) touched.delete(field);
}

export function begin() {
  const note = (event) => event.target.matches?.(FIELDS) && touched.add(event.target);
  document.addEventListener("input", note, true);
  document.addEventListener("change", note, true);
}
