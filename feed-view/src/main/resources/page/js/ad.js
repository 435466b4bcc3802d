// What an ad looks like, and how it came to be.
import { picture } from "./api.js";
import { el } from "./dom.js";
import { percent } from "./post.js";

const RUNGS = { cache: "from the cache", full: "made in full", text_only: "text only", template: "approved template" };

/** @param onCampaign called when a reader wants to see the campaign; null for no such button */
export function ad(creative, onCampaign = null) {
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
      el("p", { class: "sponsored" }, "Sponsored by ", sponsor(creative, onCampaign)),
      el("h3", { dir: "auto" }, creative.headline),
      el("p", { class: "body", dir: "auto" }, creative.body),
      el("span", { class: "call", dir: "auto" }, creative.call_to_action),
      about(creative),
    ),
  );
}

function sponsor(creative, onCampaign) {
  const name = creative.advertiser || creative.campaign_id;
  return onCampaign
    ? el("button", { type: "button", class: "campaign", title: "This campaign, audience by audience", onclick: onCampaign }, name)
    : name;
}

/** A card and its picture. */
export function letGo(card) {
  const image = card.querySelector("img");
  if (image?.src) {
    URL.revokeObjectURL(image.src);
  }
  card.remove();
}

export function audience({ locale, age_band: ages, interests }) {
  return `${locale}, ${ages}${interests.length > 0 ? `, ${interests.join(", ")}` : ""}`;
}

function about(creative) {
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
    el("p", { class: "audience" }, `For ${audience(creative.segment)}`),
    el(
      "p",
      {},
      `${RUNGS[creative.rung] ?? creative.rung} · ${creative.deadline_met ? "in time" : "late"} · predicted clicks ${percent(creative.predicted_ctr)}`,
    ),
    checks,
  );
}
