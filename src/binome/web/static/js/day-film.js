/* A day of the past, minute by minute: [data-film] is where the pieces of another minute come from, data-minute the one
   shown, data-midnight where minutes are counted from. #film-minute the slider (arrows 1, page keys 15), [data-minute-to]
   links, [data-play], [data-pace-of-film]. One question at a time: a hand that slides fast gets the minute it stops at.
   The timers stand at the minute that is shown. [data-film-drop] takes a dropped file. */

import * as clock from "./clock.js";
import { apply } from "./morph.js";

const MINUTE = 60000;
const PAGE = 15;

class Film {
  constructor(board) {
    this.board = board;
    this.slider = board.querySelector("#film-minute");
    this.play = board.querySelector("[data-play]");
    this.pace = board.querySelector("[data-pace-of-film]");
    this.fault = board.querySelector("[data-film-fault]");
    this.shown = Number(board.dataset.minute);
    this.wanted = this.shown;
  }

  begin() {
    clock.stand(this.board.dataset.now);
    this.board.querySelector("[data-film-show]").hidden = true;
    this.play.hidden = this.pace.closest("label").hidden = false;
    this.slider.value = this.shown; // a browser that comes back remembers another
    this.slider.addEventListener("input", () => this.go(Number(this.slider.value)));
    this.slider.form.addEventListener("submit", (event) => event.preventDefault());
    this.board.addEventListener("click", (event) => this.clicked(event));
    document.addEventListener("keydown", (event) => this.pressed(event));
    this.pace.addEventListener("change", () => this.playing() && this.start());
  }

  /* What is asked for */

  clicked(event) {
    if (event.target.closest("[data-play]")) return this.playing() ? this.pause() : this.start();
    const link = event.target.closest("[data-minute-to]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.pause();
    this.go(Number(link.dataset.minuteTo), true);
  }

  pressed(event) {
    const pages = { PageUp: PAGE, PageDown: -PAGE }[event.key];
    const nobody = event.target === document.body || event.target.matches?.("main, tr.line");
    const steps = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const by = event.target === this.slider ? pages : nobody ? steps : undefined;
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.go(this.wanted + by, true);
  }

  playing() {
    return this.play.getAttribute("aria-pressed") === "true";
  }

  start() {
    if (this.wanted >= Number(this.slider.max)) this.go(Number(this.slider.min));
    clearInterval(this.timer);
    this.timer = setInterval(() => this.next(), MINUTE / Number(this.pace.value));
    this.press(true);
  }

  next() {
    if (this.wanted >= Number(this.slider.max)) return this.pause();
    if (!this.asking) this.go(this.wanted + 1);
  }

  pause() {
    clearInterval(this.timer);
    this.press(false);
  }

  press(on) {
    this.play.setAttribute("aria-pressed", on);
    const icon = this.play.querySelector("use");
    icon.setAttribute("href", icon.getAttribute("href").replace(/#.*/, on ? "#player-pause" : "#player-play"));
  }

  /* What is shown */

  async go(minute, heard = false) {
    this.wanted = Math.min(Math.max(minute, Number(this.slider.min)), Number(this.slider.max));
    this.slider.value = this.wanted;
    this.tell();
    this.heard = heard;
    if (this.asking) return;
    this.asking = true;
    try {
      while (this.wanted !== this.shown && (await this.ask(this.wanted)));
    } finally {
      this.asking = false;
    }
  }

  tell() {
    const hour = clock.told(Date.parse(this.board.dataset.midnight) + this.wanted * MINUTE, false);
    this.board.querySelector("#film-hour").textContent = hour;
    this.slider.setAttribute("aria-valuetext", hour);
  }

  async ask(minute) {
    const answer = await this.fetched(`${this.board.dataset.film}?minute=${minute}&from=${this.shown}`);
    if (!answer) return false;
    const html = await answer.text();
    this.shown = minute;
    clock.stand(answer.headers.get("X-At"));
    apply(html);
    history.replaceState(null, "", `?minute=${minute}`);
    if (this.heard && minute === this.wanted) this.read();
    return true;
  }

  async fetched(url) {
    try {
      const answer = await fetch(url, { headers: { "X-In-Place": "1" }, credentials: "same-origin" });
      if (answer.ok && !answer.redirected) {
        this.fault.hidden = true;
        return answer;
      }
    } catch {
      /* said on the page */
    }
    this.pause();
    this.wanted = this.shown;
    this.slider.value = this.shown;
    this.tell();
    this.fault.hidden = false;
    return null;
  }

  /** Aloud when somebody steps; a day that plays by itself would never be silent. */
  read() {
    const said = [...this.board.querySelectorAll("#film-said [data-just]")].map((one) => one.textContent.trim());
    this.board.querySelector("[data-heard]").textContent = [this.board.querySelector("#film-hour").textContent, ...said].join(". ");
  }
}

function takeDrops(zone) {
  const file = zone.querySelector("input[type=file]");
  const over = (on) => zone.toggleAttribute("data-over", on);
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  zone.addEventListener("dragleave", () => over(false));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (!event.dataTransfer.files.length) return;
    file.files = event.dataTransfer.files;
    file.form.requestSubmit();
  });
}

export function begin() {
  const board = document.querySelector("[data-film]");
  if (board) new Film(board).begin();
  document.querySelectorAll("[data-film-drop]").forEach(takeDrops);
}
