// Joins the page's parts with the live stream.
import { follow, get } from "./api.js";
import { Charts } from "./charts.js";
import { Creatives } from "./creatives.js";
import { byId, el } from "./dom.js";
import { River } from "./river.js";
import { Search } from "./search.js";
import * as theme from "./theme.js";
import { Timeline } from "./timeline.js";

const READERS_EVERY_MILLIS = 5_000;
const STATES = { live: "Live", full: "Full, waiting", lost: "Connecting again" };

theme.start();
const timeline = new Timeline();
const river = new River();
const creatives = new Creatives();
const charts = new Charts();
new Search();

let stream = null;
let chosen = false;

function onEvent(name, data) {
  if (name === "post") {
    river.add(data);
  } else if (name === "timeline") {
    timeline.refresh(data.revision);
  } else if (name === "creative") {
    creatives.add(data);
  } else if (name === "stats") {
    charts.add(data);
  }
}

function onState(state) {
  byId("state").className = `state ${state}`;
  byId("state-text").textContent = STATES[state];
  if (state === "live") {
    timeline.refresh();
    get("v1/stats").then((answer) => charts.load(answer.seconds), () => {});
  }
}

/** One stream at a time: another reader, another stream. */
function connect(user) {
  stream?.abort();
  stream = new AbortController();
  const path = user ? `v1/live?user=${encodeURIComponent(user)}` : "v1/live";
  follow(path, onEvent, onState, stream.signal);
}

function watch(user) {
  byId("reader").value = user;
  timeline.watch(user);
  connect(user);
  mark();
}

function mark() {
  for (const button of byId("pick").children) {
    button.setAttribute("aria-pressed", String(button.textContent === timeline.user));
  }
}

async function readers() {
  const { users } = await get("v1/users?limit=40").catch(() => ({ users: [] }));
  byId("readers").replaceChildren(...users.map((user) => el("option", { value: user.user_id })));
  if (!byId("pick").contains(document.activeElement)) {
    const known = new Set([...byId("pick").children].map((button) => button.textContent));
    const fresh = users.slice(0, 14).map((user) => user.user_id);
    if (known.size < fresh.length) {
      byId("pick").replaceChildren(
        ...fresh.map((id) => el("button", { type: "button", onclick: () => pick(id) }, id)),
      );
    }
  }
  if (!chosen && users.length > 0) {
    chosen = true;
    watch(users[0].user_id);
  }
  mark();
}

function pick(user) {
  chosen = true;
  watch(user);
}

byId("reader-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const user = byId("reader").value.trim();
  if (user) {
    pick(user);
  }
});

connect(null);
creatives.load().catch(() => {});
readers();
setInterval(readers, READERS_EVERY_MILLIS);
