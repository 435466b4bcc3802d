// One reader's timeline: entries move to their new places when the order changes.
import { get } from "./api.js";
import { byId, el, reducedMotion } from "./dom.js";
import { byline, percent, tags, text } from "./post.js";

const GOOD = ["like", "repost", "reply", "click", "dwell"];
const BAD = ["mute", "block", "report"];
const MOST_ENTRIES = 25;
const MOVE_MILLIS = 550;

export class Timeline {
  #list = byId("entries");
  #note = byId("timeline-note");
  #empty = byId("timeline-empty");
  #rows = new Map();
  #user = null;
  #loading = false;
  #again = false;

  get user() {
    return this.#user;
  }

  watch(user) {
    this.#user = user;
    this.#rows.clear();
    this.#list.replaceChildren();
    this.#note.textContent = "";
    return this.refresh();
  }

  /** Loads once more after a running load: what changed meanwhile is never missed. */
  async refresh() {
    if (this.#loading) {
      this.#again = true;
      return;
    }
    this.#loading = true;
    try {
      do {
        this.#again = false;
        await this.#load();
      } while (this.#again);
    } finally {
      this.#loading = false;
    }
  }

  async #load() {
    const user = this.#user;
    if (!user) {
      return;
    }
    try {
      const timeline = await get(`v1/timelines/${encodeURIComponent(user)}?expand=tweets`);
      if (user === this.#user) {
        this.#show(timeline);
      }
    } catch (error) {
      if (user === this.#user && this.#rows.size === 0) {
        this.#empty.hidden = false;
        this.#empty.textContent = error.message;
      }
    }
  }

  #show(timeline) {
    const entries = timeline.entries.slice(0, MOST_ENTRIES);
    this.#empty.hidden = entries.length > 0;
    const before = new Map([...this.#rows].map(([id, row]) => [id, row.element.getBoundingClientRect().top]));
    const first = this.#rows.size === 0;
    const rows = new Map();
    let moved = 0;
    entries.forEach((entry, index) => {
      const old = this.#rows.get(entry.tweet_id);
      const row = old ?? { element: el("li", { class: "card entry" }) };
      const from = old?.index;
      row.index = index;
      fillRow(row.element, entry, timeline.tweets?.[entry.tweet_id], index, first ? index : from);
      if (!first && from !== index) {
        moved++;
      }
      rows.set(entry.tweet_id, row);
    });
    this.#rows = rows;
    this.#list.replaceChildren(...[...rows.values()].map((row) => row.element));
    animate(rows, before, first);
    this.#note.textContent = first
      ? `revision ${timeline.revision}`
      : `revision ${timeline.revision}: ${moved} of ${entries.length} moved`;
  }
}

function animate(rows, before, first) {
  if (reducedMotion() || first) {
    return;
  }
  for (const [id, row] of rows) {
    const was = before.get(id);
    const frames =
      was === undefined
        ? [{ opacity: 0, transform: "scale(.97)" }, { opacity: 1, transform: "none" }]
        : [{ transform: `translateY(${was - row.element.getBoundingClientRect().top}px)` }, { transform: "none" }];
    row.element.animate(frames, { duration: MOVE_MILLIS, easing: "cubic-bezier(.2,.8,.2,1)" });
  }
}

function fillRow(row, entry, post, index, from) {
  const change = from === undefined ? null : from - index;
  row.classList.toggle("moved-up", change === null || change > 0);
  const shown = post ?? { author_id: "?", text: "This post is not kept any more.", created_at: new Date(0).toISOString(), language: "und" };
  row.replaceChildren(
    el("div", { class: "rank" }, String(index + 1), movement(change)),
    el(
      "div",
      {},
      byline(shown),
      ...text(shown),
      el(
        "p",
        { class: "tags" },
        el("span", { class: "tag reason" }, el("bdi", {}, entry.reason)),
        el("span", { class: "tag" }, entry.in_network ? "in network" : "out of network"),
        ...tags(shown).children,
      ),
    ),
    heads(entry),
  );
}

function movement(change) {
  if (change === null) {
    return el("span", { class: "move in" }, "new");
  }
  if (change === 0) {
    return el("span", { class: "move" });
  }
  const places = Math.abs(change);
  return el(
    "span",
    { class: `move ${change > 0 ? "up" : "down"}` },
    el("span", { "aria-hidden": "true" }, `${change > 0 ? "▲" : "▼"} ${places}`),
    el("span", { class: "hidden" }, `${change > 0 ? "up" : "down"} ${places}`),
  );
}

/** Small bars, each scaled by its square root: most kinds of engagement are rare. */
function heads(entry) {
  const box = el("div", { class: "heads" });
  const known = [...GOOD, ...BAD].filter((kind) => kind in entry.heads);
  const others = Object.keys(entry.heads).filter((kind) => !known.includes(kind) && kind !== "impression");
  for (const kind of [...known, ...others].slice(0, 9)) {
    const share = entry.heads[kind];
    const fill = el("i");
    fill.style.width = `${Math.min(100, Math.sqrt(Math.max(0, share)) * 100)}%`;
    box.append(
      el(
        "div",
        { class: "head", title: `${kind} ${percent(share)}` },
        el("span", {}, kind),
        el("span", { class: BAD.includes(kind) ? "bar bad" : "bar", role: "img", "aria-label": percent(share) }, fill),
      ),
    );
  }
  box.append(el("p", { class: "score" }, `score ${entry.score.toFixed(3)}`));
  return box;
}
