// Search by words and meaning together.
import { get } from "./api.js";
import { byId, el } from "./dom.js";
import { byline, tags, text } from "./post.js";

export class Search {
  #panel = byId("results");
  #list = byId("result-list");
  #note = byId("results-note");
  #running = null;

  constructor() {
    byId("search-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#run(new FormData(event.target));
    });
    byId("results-close").addEventListener("click", () => this.#close());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.#panel.hidden && !byId("gallery").open) {
        this.#close();
      } else if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
        event.preventDefault();
        byId("q").focus();
      }
    });
  }

  #close() {
    this.#running?.abort();
    this.#panel.hidden = true;
    byId("q").focus();
  }

  async #run(form) {
    const q = form.get("q").trim();
    if (!q) {
      return;
    }
    this.#running?.abort();
    this.#running = new AbortController();
    const parameters = new URLSearchParams({ q, limit: "24" });
    for (const filter of ["lang", "topic"]) {
      if (form.get(filter)) {
        parameters.set(filter, form.get(filter));
      }
    }
    if (form.get("since")) {
      parameters.set("from", new Date(Date.now() - 1000 * Number(form.get("since"))).toISOString());
    }
    this.#panel.hidden = false;
    this.#note.textContent = "searching…";
    try {
      this.#show(await get(`v1/search?${parameters}`, this.#running.signal));
    } catch (error) {
      if (error.name !== "AbortError") {
        this.#list.replaceChildren();
        this.#note.textContent = error.message;
      }
    }
    byId("results-title").focus({ preventScroll: true });
  }

  #show(answer) {
    const posts = answer.searched_posts.toLocaleString();
    this.#note.textContent =
      `${answer.hits.length} found in ${posts} posts, ${answer.took_millis.toFixed(1)} ms` +
      (answer.complete ? "" : "; the index is still being built");
    this.#list.replaceChildren(
      ...answer.hits.map((hit) => {
        const labels = tags(hit.post);
        if (hit.word_rank) {
          labels.append(el("span", { class: "tag reason" }, `words #${hit.word_rank}`));
        }
        if (hit.meaning_rank) {
          labels.append(el("span", { class: "tag reason" }, `meaning #${hit.meaning_rank}`));
        }
        return el("li", { class: "card" }, byline(hit.post), ...text(hit.post), labels);
      }),
    );
  }
}
