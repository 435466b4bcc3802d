// The newest ads as people would see them.
import { ad, letGo } from "./ad.js";
import { get } from "./api.js";
import { byId } from "./dom.js";
import { Gallery } from "./gallery.js";

const MOST_ADS = 6;

export class Creatives {
  #list = byId("ads");
  #empty = byId("ads-empty");
  #without = byId("ads-without");
  #withoutCount = 0;
  #shown = new Map();
  #gallery = new Gallery();

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
    this.#gallery.changed(creative);
    if (creative.recalled) {
      return;
    }
    if (creative.campaign_id === "") {
      this.#noAd(creative);
      return;
    }
    const card = ad(creative, () => this.#gallery.open(creative));
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
      letGo(card);
      this.#shown.delete(request);
    }
    this.#empty.hidden = this.#shown.size > 0;
  }
}
