/* The sentences a script may say, in the page's language: templates/shared/words.html. */

const words = new Map();

function learn() {
  const list = document.getElementById("words");
  for (const entry of list ? list.content.querySelectorAll("[data-word]") : []) {
    words.set(entry.dataset.word, entry.textContent);
  }
}

/** The sentence of that name with its {facts} put in; the name itself when nobody wrote the sentence. */
export function say(name, facts = {}) {
  if (!words.size) learn();
  const sentence = words.get(name) ?? name;
  return sentence.replace(/\{(\w+)\}/g, (whole, fact) => facts[fact] ?? whole);
}

/** Seconds as the board writes them: "4 min", "1 h 05". Never negative. */
export function duration(seconds) {
  const minutes = Math.floor(Math.max(0, seconds) / 60);
  if (minutes < 60) return say("minutes", { minutes });
  return say("hours", { hours: Math.floor(minutes / 60), minutes: String(minutes % 60).padStart(2, "0") });
}
