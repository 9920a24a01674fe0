/* A simulated day that moves: rooms, who is in them, who waits. [data-replay] in #day; its events come from "day".
   Two scenes (today, what if) share one clock. Played, stepped from event to event, or drawn along with the slider;
   whoever asked for less motion gets a stopped picture that only steps. Every position is a function of the time alone. */

// The name of a language, not an address: nothing is fetched there.
const NS = ["http:", "", "www.w3.org", "2000", "svg"].join("/");
const FRAME = 100;
const MINUTES_PER_FRAME = 1;
const ROOM = { width: 128, height: 62, gap: 10 };
const LEFT = 118;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let timer = 0;
let shown = "";

export async function show(card) {
  const replay = card.querySelector("[data-replay]");
  if (!replay) return;
  if (shown === card.dataset.day && !replay.hidden) return;
  shown = card.dataset.day;
  const answer = await fetch("day", { credentials: "same-origin" });
  if (!answer.ok) return;
  begin(replay, await answer.json());
}

function begin(replay, day) {
  clearInterval(timer);
  const scenes = ["before", "after"].map((side) => scene(replay, day, side));
  const sides = Object.values(day.sides);
  const time = replay.querySelector("[data-time]");
  time.min = Math.floor(Math.min(...sides.map((side) => side.from)));
  time.max = Math.ceil(Math.max(...sides.map((side) => side.until)));
  time.value = Number(time.min) + 45;
  const events = [...new Set(sides.flatMap(moments))].sort((one, other) => one - other);
  const state = { replay, day, scenes, time, events };
  wire(state);
  replay.hidden = false;
  draw(state, false);
}

function moments(side) {
  return side.visits.flatMap((visit) => visit.steps.flatMap((step) => [Math.ceil(step.start), Math.ceil(step.end)]));
}

/* Controls: properties, so that beginning again replaces what was there */

function wire(state) {
  const { replay, time, events } = state;
  const button = replay.querySelector("[data-play]");
  const pause = () => {
    clearInterval(timer);
    press(button, false);
  };
  button.onclick = () => {
    if (button.getAttribute("aria-pressed") === "true") return pause();
    if (Number(time.value) >= Number(time.max)) time.value = time.min;
    press(button, true);
    timer = setInterval(() => {
      time.value = Number(time.value) + MINUTES_PER_FRAME;
      draw(state, false);
      if (Number(time.value) >= Number(time.max)) pause();
    }, calm.matches ? FRAME * 10 : FRAME);
  };
  const to = (moment) => {
    pause();
    if (moment !== undefined) time.value = moment;
    draw(state, true);
  };
  replay.querySelector("[data-on]").onclick = () => to(events.find((moment) => moment > Number(time.value)));
  replay.querySelector("[data-back]").onclick = () => to(events.findLast((moment) => moment < Number(time.value)));
  time.oninput = () => {
    pause();
    draw(state, false);
  };
}

function press(button, on) {
  button.setAttribute("aria-pressed", String(on));
  const use = button.querySelector("use");
  use?.setAttribute("href", use.getAttribute("href").replace(/#.*/, on ? "#player-pause" : "#player-play"));
}

/* What is drawn once */

function scene(replay, day, side) {
  const svg = replay.querySelector(`[data-scene=${side}]`);
  const told = day.sides[side];
  const columns = told.rooms.length > 4 ? 3 : 2;
  const rows = Math.max(1, Math.ceil(told.rooms.length / columns));
  const desk = 8 + rows * (ROOM.height + ROOM.gap);
  const width = LEFT + columns * (ROOM.width + ROOM.gap);
  const perRow = Math.floor((width - 16) / 30);
  const height = desk + 26 + Math.ceil(told.people.length / perRow) * 30 + 6;
  svg.replaceChildren();
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const places = new Map();
  box(svg, 8, 8, LEFT - 18, rows * (ROOM.height + ROOM.gap) - ROOM.gap, day.words.waiting, "scene-waiting");
  told.rooms.forEach((code, n) => {
    const x = LEFT + (n % columns) * (ROOM.width + ROOM.gap);
    const y = 8 + Math.floor(n / columns) * (ROOM.height + ROOM.gap);
    box(svg, x, y, ROOM.width, ROOM.height, day.rooms[code] ?? code, "scene-room");
    places.set(code, { x, y });
  });
  text(svg, 8, desk + 14, day.words.no_room, "scene-name");
  const desks = new Map(told.people.map((one, n) => [one.code, { x: 22 + (n % perRow) * 30, y: desk + 36 + Math.floor(n / perRow) * 30 }]));
  const people = new Map(told.people.map((one) => [one.code, token(svg, initials(day.names[one.code] ?? one.code), one.role)]));
  const patients = told.visits.map(() => patient(svg));
  return { side, told, places, desks, people, patients };
}

function box(svg, x, y, width, height, name, kind) {
  const rect = make(svg, "rect", { x, y, width, height, rx: 6, class: kind });
  text(svg, x + 8, y + 16, name, "scene-name");
  return rect;
}

function token(svg, letters, role) {
  const group = make(svg, "g", { class: `scene-person role-${role}` });
  make(group, "circle", { r: 12 });
  text(group, 0, 4, letters, "scene-letters");
  return group;
}

function patient(svg) {
  return make(svg, "circle", { r: 6, class: "scene-patient" });
}

function text(parent, x, y, words, kind) {
  make(parent, "text", { x, y, class: kind }).textContent = words;
}

function make(parent, name, attributes) {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent.append(element);
  return element;
}

function initials(name) {
  const words = name.replace(/^(Dr|Pr)\.? /, "").split(/\s+/);
  return (words[0][0] + (words.length > 1 ? words.at(-1)[0] : "")).toUpperCase();
}

/* What is drawn at a time */

function draw(state, heard) {
  const now = Number(state.time.value);
  const clock = `${String(Math.floor(now / 60)).padStart(2, "0")}:${String(Math.floor(now % 60)).padStart(2, "0")}`;
  state.replay.querySelector("[data-clock]").textContent = clock;
  state.time.setAttribute("aria-valuetext", clock);
  const sentences = state.scenes.map((one) => at(state, one, now));
  if (heard) state.replay.querySelector("[data-heard]").textContent = `${clock}. ${sentences.join(" / ")}`;
}

function at(state, one, now) {
  const inRoom = new Map();
  const busy = new Map();
  let waiting = 0;
  let gone = 0;
  one.told.visits.forEach((visit, n) => {
    const mark = one.patients[n];
    const here = visit.came <= now && now < visit.left;
    mark.setAttribute("visibility", here ? "visible" : "hidden");
    if (now >= visit.left) gone += 1;
    if (!here) return;
    const step = visit.steps.findLast((it) => it.start <= now);
    const room = step?.room ?? "";
    if (step && now < step.end) busy.set(step.person, { room, step: step.step });
    if (one.places.has(room)) {
      const place = one.places.get(room);
      const count = inRoom.get(room) ?? 0;
      inRoom.set(room, count + 1);
      move(mark, place.x + 22 + count * 16, place.y + 42);
      mark.classList.toggle("scene-alone", now >= step.end);
    } else {
      move(mark, 24 + (waiting % 6) * 15, 36 + Math.floor(waiting / 6) * 16);
      mark.classList.add("scene-alone");
      waiting += 1;
    }
  });
  const doing = people(state, one, busy);
  const words = state.day.words;
  const count = `${words.waits.replace("{n}", waiting)} · ${words.seen.replace("{n}", gone)}`;
  state.replay.querySelector(`[data-said=${one.side}]`).textContent = count;
  return [count, ...doing].join(", ");
}

function people(state, one, busy) {
  const standing = new Map();
  const said = [];
  for (const [code, mark] of one.people) {
    const doing = busy.get(code);
    const place = doing && one.places.get(doing.room);
    if (place) {
      const count = standing.get(doing.room) ?? 0;
      standing.set(doing.room, count + 1);
      move(mark, place.x + ROOM.width - 22 - count * 26, place.y + 40);
    } else {
      const desk = one.desks.get(code);
      move(mark, desk.x, desk.y);
    }
    mark.classList.toggle("scene-busy", Boolean(doing));
    if (doing) said.push(`${state.day.names[code] ?? code} : ${state.day.words.steps[doing.step]} ${state.day.rooms[doing.room] ?? ""}`);
  }
  return said;
}

function move(mark, x, y) {
  mark.setAttribute("transform", `translate(${x} ${y})`);
}
