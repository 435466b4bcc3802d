// Incoming posts, newest first; still while somebody reads.
import { byId, el } from "./dom.js";
import { byline, tags, text } from "./post.js";

const MOST_POSTS = 30;

export class River {
  #list = byId("posts");
  #empty = byId("river-empty");
  #pause = byId("river-pause");
  #paused = false;
  #held = false;

  constructor() {
    this.#pause.addEventListener("click", () => {
      this.#paused = !this.#paused;
      this.#pause.setAttribute("aria-pressed", String(this.#paused));
      this.#pause.textContent = this.#paused ? "Go on" : "Pause";
    });
    for (const [event, held] of [["pointerenter", true], ["pointerleave", false], ["focusin", true], ["focusout", false]]) {
      this.#list.addEventListener(event, () => { this.#held = held; });
    }
  }

  add(post) {
    if (this.#paused || this.#held) {
      return;
    }
    this.#empty.hidden = true;
    this.#list.prepend(el("li", { class: "card new" }, byline(post), ...text(post), tags(post)));
    while (this.#list.children.length > MOST_POSTS) {
      this.#list.lastChild.remove();
    }
  }
}
