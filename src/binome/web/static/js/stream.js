/* The day, as it happens. <div data-stream data-version data-version-url data-changes-url data-wall?> names the sources.
   One tab per browser holds the stream (Web Locks) and tells the others (BroadcastChannel), since a browser allows six
   connections. Where locks are missing (plain http), each visible tab holds its own.
   When nothing was heard for SILENCE, each tab asks for the version itself: 3 s in use, 10 s on a wall, 60 s hidden, at
   once on return. Whatever the way, `freshness.heard` is told, so that the screen says how old it is. */

import * as clock from "./clock.js";
import { apply } from "./morph.js";
import * as freshness from "./freshness.js";

const SILENCE = 7000;
const KEPT = 100;

export class Stream {
  constructor(page, { source = (url) => new EventSource(url), ask = (...asked) => fetch(...asked) } = {}) {
    this.page = page;
    this.source = source;
    this.ask = ask;
    this.version = Number(page.dataset.version || 0);
    this.recent = [];
    this.lastHeard = performance.now();
    this.etag = "";
    this.retry = 1000;
  }

  begin() {
    const name = `binome ${this.page.dataset.stream} ${document.documentElement.lang} ${document.body.dataset.member}`;
    this.air = new BroadcastChannel(name);
    this.air.onmessage = ({ data }) => this.received(data);
    this.air.postMessage({ kind: "since", version: this.version });
    if (navigator.locks) navigator.locks.request(name, () => this.lead());
    else this.leadWhileVisible();
    document.addEventListener("visibilitychange", () => document.hidden || this.wake());
    addEventListener("focus", () => this.wake());
    addEventListener("online", () => this.wake());
    this.watch();
  }

  /* Holding the stream */

  lead() {
    this.leading = true;
    this.open();
    return new Promise(() => {}); // held until the tab closes
  }

  leadWhileVisible() {
    const follow = () => (document.hidden ? this.close() : this.open());
    document.addEventListener("visibilitychange", follow);
    follow();
  }

  open() {
    if (this.events) return;
    this.events = this.source(`${this.page.dataset.stream}?since=${this.version}`);
    // Pieces without a number, the estimates, move no version.
    this.events.onmessage = ({ data, lastEventId }) =>
      this.pass({ kind: "pieces", version: Number(lastEventId) || this.version, html: data });
    this.events.addEventListener("beat", ({ data }) => this.pass({ kind: "beat", ...JSON.parse(data) }));
    this.events.onerror = () => this.events?.readyState === 2 && this.reopen();
  }

  close() {
    this.events?.close();
    this.events = null;
  }

  /** The browser reconnects by itself, except after an answer that is not a stream: then we do, ever more slowly. */
  reopen() {
    this.close();
    setTimeout(() => this.open(), this.retry);
    this.retry = Math.min(this.retry * 2, 15000);
  }

  pass(message) {
    this.retry = 1000;
    if (message.kind === "pieces") this.recent = [...this.recent, message].slice(-KEPT);
    this.air.postMessage(message);
    this.received(message);
  }

  /* Being told */

  received(message) {
    if (message.kind === "since") return this.answer(message.version);
    if (message.kind === "pieces") this.take(message);
    if (message.kind === "beat") this.beat(message);
  }

  /** A tab that opened late asks what it missed; what is no longer kept it fetches by itself. */
  answer(version) {
    if (!this.leading) return;
    for (const message of this.recent) if (message.version > version) this.air.postMessage(message);
    this.air.postMessage({ kind: "beat", version: this.version });
  }

  take({ version, html }) {
    if (version < this.version) return;
    this.version = version;
    if (html) apply(html);
    this.noteHeard(0);
  }

  /** Behind at two beats running: something was lost on the way. Once may be a piece still being drawn. */
  async beat({ now, version }) {
    if (now) clock.hear(now);
    this.behind = version > this.version ? (this.behind ?? 0) + 1 : 0;
    if (this.behind > (this.events ? 1 : 0)) await this.catchUp();
    if (this.behind < 2 || version <= this.version) this.noteHeard(0);
  }

  noteHeard(pace) {
    this.lastHeard = performance.now();
    freshness.heard({ version: this.version, pace });
  }

  /* Asking, when nobody tells */

  watch() {
    const wait = this.silent() ? this.pace() : 1000;
    this.timer = setTimeout(() => this.look(), wait);
  }

  async look() {
    clearTimeout(this.timer);
    if (this.silent()) await this.poll();
    this.watch();
  }

  wake() {
    if (this.silent()) this.look();
  }

  silent() {
    return performance.now() - this.lastHeard > SILENCE;
  }

  pace() {
    if (document.hidden) return 60000;
    return "wall" in this.page.dataset ? 10000 : 3000;
  }

  /** Asked even while the stream may come back: two tellings of one version do no harm. */
  async poll() {
    const answer = await this.get(this.page.dataset.versionUrl, this.etag ? { "If-None-Match": this.etag } : {});
    if (!answer) return;
    const version = answer.status === 304 ? this.version : Number(answer.body);
    if (version > this.version) await this.catchUp();
    if (version > this.version) return; // known, not shown: asked for again, and nothing is fresh meanwhile
    this.etag = answer.headers.get("ETag") ?? "";
    if (this.events && performance.now() - this.lastHeard < SILENCE) return;
    freshness.heard({ version: this.version, pace: this.pace() });
  }

  async catchUp() {
    const answer = await this.get(`${this.page.dataset.changesUrl}?since=${this.version}`);
    if (!answer?.ok) return;
    this.version = Math.max(this.version, Number(answer.headers.get("X-Version") || 0));
    apply(answer.body);
  }

  /** The answer with its whole body, or nothing: half an answer would leave a version that no screen shows. */
  async get(url, headers = {}) {
    try {
      const answer = await this.ask(url, { headers, cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout(8000) });
      if (answer.status === 401 || answer.status === 403 || answer.redirected) return freshness.signedOut();
      if (!answer.ok && answer.status !== 304) return null;
      return { ok: answer.ok, status: answer.status, headers: answer.headers, body: await answer.text() };
    } catch {
      return null;
    }
  }
}

export function begin() {
  const page = document.querySelector("[data-stream]");
  if (page) new Stream(page).begin();
}
