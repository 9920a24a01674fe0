/* The pulse: a line nobody has touched is no answer; a number picks an answer and goes on to the next question; one's own
   curve is kept in this browser, under one's own name, when one presses for it, and nowhere else. */

const store = (who) => `binome-pulse-${who}`;

/* The lines */

function untouched(line) {
  line.dataset.name = line.name;
  line.removeAttribute("name");
  line.setAttribute("aria-valuetext", line.dataset.unanswered);
  line.closest("fieldset").dataset.untouched = "";
  const touch = () => {
    line.name = line.dataset.name;
    line.removeAttribute("aria-valuetext");
    delete line.closest("fieldset").dataset.untouched;
  };
  for (const deed of ["input", "pointerdown", "keydown"]) line.addEventListener(deed, (e) => deed === "keydown" && e.key === "Tab" ? undefined : touch());
}

for (const line of document.querySelectorAll("[data-pulse] input[type=range]:not([data-touched])")) untouched(line);

/* The numbers */

document.querySelector("[data-pulse]")?.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || !/^[1-9]$/.test(e.key)) return;
  const question = e.target.closest("fieldset");
  const choice = question?.querySelectorAll("input[type=radio]")[Number(e.key) - 1];
  if (!choice) return;
  e.preventDefault();
  e.stopPropagation();
  choice.checked = true;
  const next = question.nextElementSibling;
  (next?.querySelector("input:checked, input, button") ?? choice).focus();
});

/* One's own curve */

function kept(who) {
  try {
    return JSON.parse(localStorage.getItem(store(who))) ?? [];
  } catch {
    return [];
  }
}

const fresh = document.querySelector("[data-own-new]");
if (fresh) {
  fresh.hidden = JSON.parse(fresh.dataset.ownNew).length === 0;
  fresh.querySelector("[data-own-keep]").addEventListener("click", () => {
    const added = JSON.parse(fresh.dataset.ownNew);
    const before = kept(fresh.dataset.own).filter((it) => !added.some((one) => one.scale === it.scale && one.since === it.since));
    localStorage.setItem(store(fresh.dataset.own), JSON.stringify([...before, ...added]));
    fresh.hidden = true;
    document.querySelector("[data-own-kept]").hidden = false;
  });
}

const SVG = new DOMParser().parseFromString("<svg></svg>", "text/html").querySelector("svg").namespaceURI;

function drawn(tag, values, text = "") {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(values)) node.setAttribute(name, value);
  node.textContent = text;
  return node;
}

/** A line of points from 0 to the top of the scale; the list beside it says every figure. */
function curve(points) {
  const svg = drawn("svg", { viewBox: "0 0 300 80", "aria-hidden": "true", class: "own-curve" });
  const at = points.map((it, n) => [10 + (280 * n) / Math.max(1, points.length - 1), 74 - (68 * it.value) / it.high]);
  svg.append(drawn("path", { d: "M10 74H290", class: "own-floor" }));
  svg.append(drawn("polyline", { points: at.map((it) => it.join(",")).join(" "), class: "own-line" }));
  for (const [x, y] of at) svg.append(drawn("circle", { cx: x, cy: y, r: 3.5, class: "own-point" }));
  return svg;
}

function told(points) {
  const list = document.createElement("ul");
  for (const it of points) {
    const line = document.createElement("li");
    line.textContent = `${it.period} : ${String(it.value).replace(".", document.documentElement.lang === "fr" ? "," : ".")}`;
    list.append(line);
  }
  return list;
}

const own = document.getElementById("own");
if (own) {
  const all = kept(own.dataset.own).sort((a, b) => a.since.localeCompare(b.since));
  own.hidden = all.length === 0;
  for (const scale of new Set(all.map((it) => it.scale))) {
    const points = all.filter((it) => it.scale === scale);
    const part = document.createElement("div");
    const head = document.createElement("h3");
    head.textContent = points[0].name;
    part.append(head, curve(points), told(points));
    own.querySelector("[data-own-list]").append(part);
  }
  own.querySelector("[data-own-erase]").addEventListener("click", () => {
    localStorage.removeItem(store(own.dataset.own));
    own.hidden = true;
  });
}
