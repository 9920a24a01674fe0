/* The agenda's own sentences, in the page's language: <template id="agenda-words"> in agenda/agenda.html. */

export function told(name, facts = {}) {
  const entry = document.getElementById("agenda-words")?.content.querySelector(`[data-word="${name}"]`);
  return (entry?.textContent ?? name).replace(/\{(\w+)\}/g, (whole, fact) => facts[fact] ?? whole);
}

/** Said to whoever listens rather than looks. */
export function announce(sentence) {
  const region = document.getElementById("agenda-said");
  if (region) region.textContent = sentence;
}

/** Minutes of the wall clock as "09:45". */
export function clock(minutes) {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
