// What a post looks like, wherever it is shown.
import { el } from "./dom.js";

const languages = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });
const LONG_TEXT_CHARS = 420;

export function languageName(code) {
  try {
    return code === "und" ? "unknown language" : languages.of(code);
  } catch {
    return code;
  }
}

export function when(iso) {
  const at = new Date(iso);
  const today = at.toDateString() === new Date().toDateString();
  const text = today
    ? at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" })
    : at.toLocaleDateString([], { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  return el("time", { datetime: iso, title: at.toLocaleString() }, text);
}

export function byline(post) {
  return el(
    "p",
    { class: "byline" },
    el("bdi", {}, `@${post.author_id}`),
    when(post.created_at),
    el("span", {}, languageName(post.language)),
  );
}

export function text(post) {
  const paragraph = el("p", { class: "text", dir: "auto" }, post.text);
  if (post.text.length <= LONG_TEXT_CHARS) {
    return [paragraph];
  }
  const more = el("button", { type: "button", class: "more", "aria-expanded": "false" }, "Show more");
  more.addEventListener("click", () => {
    const open = paragraph.classList.toggle("open");
    more.setAttribute("aria-expanded", String(open));
    more.textContent = open ? "Show less" : "Show more";
  });
  return [paragraph, more];
}

/** The post of each cluster of near-duplicates that this page met first. */
const firstOfCluster = new Map();
const MOST_CLUSTERS = 5_000;

function saysTheSameAsAnother(post) {
  const cluster = post.duplicate_cluster;
  if (!cluster) {
    return false;
  }
  if (!firstOfCluster.has(cluster)) {
    if (firstOfCluster.size >= MOST_CLUSTERS) {
      firstOfCluster.delete(firstOfCluster.keys().next().value);
    }
    firstOfCluster.set(cluster, post.tweet_id);
  }
  return firstOfCluster.get(cluster) !== post.tweet_id;
}

export function tags(post) {
  const list = el("p", { class: "tags" });
  for (const topic of (post.topics ?? []).slice(0, 4)) {
    list.append(el("span", { class: "tag topic", title: percent(topic.score) }, topic.name.replaceAll("_", " ")));
  }
  if (post.sentiment) {
    list.append(
      el("span", { class: `tag ${kind(post.sentiment.label)}`, title: percent(post.sentiment.score) }, post.sentiment.label),
    );
  }
  if (post.safety && post.safety.toxicity >= 0.5) {
    list.append(el("span", { class: "tag unsafe" }, `toxic ${percent(post.safety.toxicity)}`));
  }
  if (post.safety && post.safety.spam >= 0.5) {
    list.append(el("span", { class: "tag unsafe" }, `spam ${percent(post.safety.spam)}`));
  }
  if (saysTheSameAsAnother(post)) {
    list.append(el("span", { class: "tag", title: "says what another post on this page says" }, "near-duplicate"));
  }
  return list;
}

/** Only these become a class's name: labels come from records. */
function kind(label) {
  return ["positive", "negative", "neutral"].includes(label) ? label : "";
}

export function percent(share) {
  const hundredths = share * 100;
  return `${hundredths < 9.95 ? hundredths.toFixed(1) : hundredths.toFixed(0)} %`;
}
