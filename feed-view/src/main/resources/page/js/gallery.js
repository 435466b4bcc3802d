// One campaign beside itself: the newest ad for each audience.
import { ad, audience, letGo } from "./ad.js";
import { get } from "./api.js";
import { byId, el } from "./dom.js";

const MOST_ADS = 100;

export class Gallery {
  #dialog = byId("gallery");
  #list = byId("gallery-ads");
  #note = byId("gallery-note");
  #campaign = null;
  /** Audience -> {request, card}. */
  #cards = new Map();

  constructor() {
    byId("gallery-close").addEventListener("click", () => this.#dialog.close());
    this.#dialog.addEventListener("close", () => this.#clear());
  }

  async open({ campaign_id: campaign, advertiser }) {
    this.#clear();
    this.#campaign = campaign;
    byId("gallery-title").replaceChildren(el("bdi", {}, advertiser || campaign));
    this.#note.textContent = "loading…";
    this.#dialog.showModal();
    byId("gallery-title").focus();
    try {
      const { creatives } = await get(`v1/creatives?campaign=${encodeURIComponent(campaign)}&limit=${MOST_ADS}`);
      if (campaign === this.#campaign) {
        creatives.reverse().forEach((creative) => this.#put(creative));
        this.#count();
      }
    } catch (error) {
      this.#note.textContent = error.message;
    }
  }

  /** A creative came or was recalled while the gallery may be open. */
  changed(creative) {
    for (const [key, { request, card }] of this.#cards) {
      if (request === creative.request_id) {
        letGo(card);
        this.#cards.delete(key);
      }
    }
    if (!creative.recalled && this.#campaign !== null && creative.campaign_id === this.#campaign) {
      this.#put(creative);
    }
    if (this.#campaign !== null) {
      this.#count();
    }
  }

  #put(creative) {
    const key = audience(creative.segment);
    const old = this.#cards.get(key);
    const card = ad(creative);
    if (old) {
      this.#list.insertBefore(card, old.card);
      letGo(old.card);
    } else {
      this.#list.prepend(card);
    }
    this.#cards.set(key, { request: creative.request_id, card });
  }

  #count() {
    const count = this.#cards.size;
    this.#note.textContent =
      count === 0 ? "none of its ads is among the newest" : `${count} ${count === 1 ? "audience" : "audiences"}, the newest ad of each`;
  }

  #clear() {
    this.#campaign = null;
    this.#cards.forEach(({ card }) => letGo(card));
    this.#cards.clear();
  }
}
