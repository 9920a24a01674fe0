/* The server's clock, carried forward by a counter that nobody can set: the tablet's own date is never believed. */

let server = NaN;
let heard = 0;
let pace = 1; // a demonstration's clock may stand still, or hurry
let stands = false;

/** The server said what time it is. */
export function hear(iso) {
  if (stands) return;
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return;
  measure(time, performance.now() - heard);
  server = time;
  heard = performance.now();
}

/** A replay: it is that instant until another is shown, whatever anybody says. */
export function stand(iso) {
  stands = false;
  hear(iso);
  pace = 0;
  stands = true;
}

/** Somebody else may have changed the pace: two hearings tell. */
function measure(time, passed) {
  if (document.body.dataset.pace && passed > 1000 && !Number.isNaN(server)) pace = Math.max(0, Math.round((time - server) / passed));
}

/** Milliseconds since 1970 by the server's clock; NaN before it spoke. */
export function now() {
  return server + (performance.now() - heard) * pace;
}

/** "10:42:07" in the practice's zone. */
export function told(time, seconds = true) {
  const zone = document.body.dataset.zone || undefined;
  const shape = { hour: "2-digit", minute: "2-digit", second: seconds ? "2-digit" : undefined, timeZone: zone, hourCycle: "h23" };
  return new Intl.DateTimeFormat("fr-FR", shape).format(time);
}

export function begin() {
  pace = Number(document.body.dataset.pace ?? 1);
  const page = document.querySelector("[data-now]");
  if (page) hear(page.dataset.now);
}
