// The newest ads as people would see them, and how each came to be.
import { get, picture } from "./api.js";
import { byId, el } from "./dom.js";
import { percent } from "./post.js";

const MOST_ADS = 6;
const RUNGS = { cache: "from the cache", full: "made in full", text_only: "text only", template: "approved template" };

export class Creatives {
  #list = byId("ads");
  #empty = byId("ads-empty");
  #without = byId("ads-without");
  #withoutCount = 0;
  #shown = new Map();

  async load() {
    const { creatives, without_ad: without } = await get(`v1/creatives?limit=${MOST_ADS}`);
    if (this.#withoutCount === 0) {
      without.reverse().forEach((answer) => this.#noAd(answer));
    }
    for (const creative of creatives.reverse()) {
      this.add(creative);
    }
  }

  add(creative) {
    this.#remove(creative.request_id);
    if (creative.recalled) {
      return;
    }
    if (creative.campaign_id === "") {
      this.#noAd(creative);
      return;
    }
    const card = ad(creative);
    this.#shown.set(creative.request_id, card);
    this.#list.prepend(card);
    this.#empty.hidden = true;
    if (this.#shown.size > MOST_ADS) {
      this.#remove(this.#shown.keys().next().value);
    }
  }

  /** A request was answered: there is nothing to show, and why. */
  #noAd({ request_id: request, rung_reason: reason }) {
    this.#withoutCount += 1;
    this.#without.hidden = false;
    this.#without.textContent = `Answered without an ad here: ${this.#withoutCount}. The last, ${request}: ${reason}`;
  }

  #remove(request) {
    const card = this.#shown.get(request);
    if (card) {
      const image = card.querySelector("img");
      if (image?.src) {
        URL.revokeObjectURL(image.src);
      }
      card.remove();
      this.#shown.delete(request);
    }
    this.#empty.hidden = this.#shown.size > 0;
  }
}

function ad(creative) {
  const image = el("img", { class: "picture", alt: "", hidden: true });
  if (creative.image.inline) {
    picture(`v1/creatives/${encodeURIComponent(creative.request_id)}/image`).then((url) => {
      if (url) {
        image.src = url;
        image.hidden = false;
      }
    });
  }
  return el(
    "li",
    { class: "card ad" },
    image,
    el(
      "div",
      { class: "words" },
      el("p", { class: "sponsored" }, creative.advertiser ? `Sponsored by ${creative.advertiser}` : "Sponsored"),
      el("h3", { dir: "auto" }, creative.headline),
      el("p", { class: "body", dir: "auto" }, creative.body),
      el("span", { class: "call", dir: "auto" }, creative.call_to_action),
      about(creative),
    ),
  );
}

function about(creative) {
  const { locale, age_band: ages, interests } = creative.segment;
  const checks = el("p", { class: "tags" });
  for (const check of creative.checks.filter((each) => !each.name.startsWith("draft."))) {
    checks.append(
      el(
        "span",
        { class: `tag ${check.passed ? "passed" : "failed"}`, title: check.detail },
        `${check.passed ? "✓" : "✗"} ${check.name}`,
      ),
    );
  }
  return el(
    "div",
    { class: "about" },
    el("p", {}, `For ${locale}, ${ages}${interests.length > 0 ? `, ${interests.join(", ")}` : ""}`),
    el(
      "p",
      {},
      `${RUNGS[creative.rung] ?? creative.rung} · ${creative.deadline_met ? "in time" : "late"} · predicted clicks ${percent(creative.predicted_ctr)}`,
    ),
    checks,
  );
}
