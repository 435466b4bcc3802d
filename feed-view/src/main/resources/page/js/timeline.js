// One reader's timeline: entries move to their new places when the order changes.
import { get, sleep } from "./api.js";
import { byId, el, reducedMotion } from "./dom.js";
import { byline, percent, tags, text } from "./post.js";

const GOOD = ["like", "repost", "reply", "click", "dwell"];
const BAD = ["mute", "block", "report"];
const MOST_ENTRIES = 25;
const MOVE_MILLIS = 550;
const MOST_TRIES = 6;
const RETRY_MILLIS = 50;
const GONE = { author_id: "?", text: "This post is not kept any more.", created_at: new Date(0).toISOString(), language: "und" };

export class Timeline {
  #list = byId("entries");
  #note = byId("timeline-note");
  #empty = byId("timeline-empty");
  #rows = new Map();
  #user = null;
  #wanted = 0;
  #tries = 0;
  #pause = null;
  #loading = false;
  #again = false;

  get user() {
    return this.#user;
  }

  watch(user) {
    this.#user = user;
    this.#wanted = 0;
    this.#rows.clear();
    this.#list.replaceChildren();
    this.#note.textContent = "";
    return this.refresh();
  }

  /**
   * Loads once more after a running load: what changed meanwhile is never missed.
   *
   * @param revision that was announced: an answer that is older is asked for again, some times
   */
  async refresh(revision = 0) {
    this.#wanted = Math.max(this.#wanted, revision);
    this.#tries = 0;
    if (this.#loading) {
      this.#again = true;
      this.#pause?.abort();
      return;
    }
    this.#loading = true;
    try {
      do {
        this.#again = false;
        const isBehind = (await this.#load()) < this.#wanted;
        if (isBehind && this.#tries < MOST_TRIES) {
          this.#pause = new AbortController();
          await sleep(RETRY_MILLIS * 2 ** this.#tries++, this.#pause.signal);
          this.#again = true;
        }
      } while (this.#again);
    } finally {
      this.#loading = false;
    }
  }

  /** @return the revision that is shown now; Infinity where none could be read */
  async #load() {
    const user = this.#user;
    if (!user) {
      return Infinity;
    }
    try {
      const timeline = await get(`v1/timelines/${encodeURIComponent(user)}?expand=tweets`);
      if (user === this.#user) {
        this.#show(timeline);
        return timeline.revision;
      }
    } catch (error) {
      if (user === this.#user && this.#rows.size === 0) {
        this.#empty.hidden = false;
        this.#empty.textContent = error.message;
      }
      return error.status === 404 || error.status === 503 ? 0 : Infinity;
    }
    return Infinity;
  }

  #show(timeline) {
    const entries = timeline.entries.slice(0, MOST_ENTRIES);
    this.#empty.hidden = entries.length > 0;
    const before = new Map([...this.#rows].map(([id, row]) => [id, row.element.getBoundingClientRect().top]));
    const first = this.#rows.size === 0;
    const rows = new Map();
    let moved = 0;
    entries.forEach((entry, index) => {
      const row = this.#rows.get(entry.tweet_id) ?? new Row();
      const from = row.index;
      row.index = index;
      row.fill(entry, timeline.tweets?.[entry.tweet_id], index, first ? index : from);
      if (!first && from !== index) {
        moved++;
      }
      rows.set(entry.tweet_id, row);
    });
    this.#rows = rows;
    order(this.#list, [...rows.values()].map((row) => row.element));
    animate(rows, before, first);
    this.#note.textContent = first
      ? `revision ${timeline.revision}`
      : `revision ${timeline.revision}: ${moved} of ${entries.length} moved`;
  }
}

/** The element that has the focus stays where it is, the others move around it: a move would take it. */
function order(list, elements) {
  const still = elements.findIndex((element) => element.contains(document.activeElement));
  if (still < 0) {
    list.replaceChildren(...elements);
    return;
  }
  for (const child of [...list.children].filter((each) => !elements.includes(each))) {
    child.remove();
  }
  elements.slice(0, still).forEach((element) => list.insertBefore(element, elements[still]));
  list.append(...elements.slice(still + 1));
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

/** An entry; its text is made anew only when it is another one, so what a reader opened stays open. */
class Row {
  index = undefined;
  #rank = el("div", { class: "rank" });
  #body = el("div");
  #heads = el("div");
  #shown = "";
  element = el("li", { class: "card entry" }, this.#rank, this.#body, this.#heads);

  fill(entry, post, index, from) {
    const change = from === undefined ? null : from - index;
    this.element.classList.toggle("moved-up", change === null || change > 0);
    this.#rank.replaceChildren(String(index + 1), movement(change));
    const shown = post ?? GONE;
    const labels = el(
      "p",
      { class: "tags" },
      el("span", { class: "tag reason" }, el("bdi", {}, entry.reason)),
      el("span", { class: "tag" }, entry.in_network ? "in network" : "out of network"),
      ...tags(shown).children,
    );
    const key = `${shown.author_id}\n${shown.created_at}\n${shown.text}`;
    if (key === this.#shown) {
      this.#body.lastChild.replaceWith(labels);
    } else {
      this.#shown = key;
      this.#body.replaceChildren(byline(shown), ...text(shown), labels);
    }
    const made = heads(entry);
    this.#heads.replaceWith(made);
    this.#heads = made;
  }
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
