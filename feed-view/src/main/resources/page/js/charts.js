// Live lines of the last three minutes, drawn as SVG.
import { byId, el, svg } from "./dom.js";

const SECONDS = 180;
const LEAST_SECONDS = 60;
const WIDTH = 420;
const HEIGHT = 120;
const LEFT = 42;
const BOTTOM = 16;

class LineChart {
  #series;
  #unit;
  #svg;
  #values;
  #title;

  /** @param series [{name, of(second) -> number or undefined}] */
  constructor(title, unit, series) {
    this.#title = title;
    this.#unit = unit;
    this.#series = series;
    this.#values = series.map((each, i) => el("span", { class: `series-${i}` }, each.name));
    this.#svg = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": title });
    byId("charts").append(
      el(
        "figure",
        { class: "chart" },
        el("figcaption", {}, el("strong", {}, title), el("span", { class: "legend" }, ...this.#values)),
        this.#svg,
      ),
    );
  }

  draw(seconds) {
    const lines = this.#series.map((each) => seconds.map((second) => each.of(second)));
    const most = nice(Math.max(0, ...lines.flat().filter((value) => value !== undefined)) || 1);
    this.#svg.replaceChildren(...grid(most, this.#unit, span(seconds.length)));
    lines.forEach((line, i) => {
      this.#svg.append(...paths(line, most, i, i === 0));
      const last = line.at(-1);
      this.#values[i].textContent = `${this.#series[i].name} ${last === undefined ? "–" : short(last)}`;
    });
    const now = this.#values.map((value) => value.textContent).join(", ");
    this.#svg.setAttribute("aria-label", `${this.#title}, ${this.#unit}, the last three minutes. Now: ${now}`);
  }
}

const span = (count) => Math.max(LEAST_SECONDS, count);
const x = (index, count) => LEFT + ((span(count) - count + index) / (span(count) - 1)) * (WIDTH - LEFT);
const y = (value, most) => 6 + (1 - Math.min(1, value / most)) * (HEIGHT - BOTTOM - 6);

function grid(most, unit, seconds) {
  const parts = [];
  for (const share of [0, 0.5, 1]) {
    const at = y(share * most, most);
    parts.push(svg("line", { class: "grid", x1: LEFT, x2: WIDTH, y1: at, y2: at }));
    parts.push(svg("text", { x: LEFT - 7, y: at + 4, "text-anchor": "end" }, short(share * most)));
  }
  parts.push(svg("text", { x: LEFT, y: HEIGHT - 1 }, `${seconds} s ago`));
  parts.push(svg("text", { x: WIDTH, y: HEIGHT - 1, "text-anchor": "end" }, `now, in ${unit}`));
  return parts;
}

/** A gap where nothing was measured. */
function paths(line, most, series, filled) {
  let d = "";
  let pen = false;
  let first = null;
  let last = null;
  line.forEach((value, index) => {
    if (value === undefined) {
      pen = false;
      return;
    }
    last = x(index, line.length);
    first ??= last;
    d += `${pen ? "L" : "M"}${last.toFixed(1)} ${y(value, most).toFixed(1)}`;
    pen = true;
  });
  if (d === "") {
    return [];
  }
  const stroke = svg("path", { class: `line series-${series}`, d });
  if (!filled || d.indexOf("M", 1) > 0) {
    return [stroke];
  }
  const floor = y(0, most);
  return [svg("path", { class: `area series-${series}`, d: `${d}L${last} ${floor}L${first} ${floor}Z` }), stroke];
}

function nice(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 2.5, 5, 10].map((step) => step * power).find((step) => step >= value) ?? value;
}

function short(value) {
  if (value >= 10_000) {
    return `${(value / 1000).toFixed(0)}k`;
  }
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(value < 1 ? 1 : 2)));
}

export class Charts {
  #seconds = [];
  #totals = el("dl", { class: "totals" });
  #charts;
  #fill = null;

  constructor() {
    byId("charts").append(this.#totals);
    this.#charts = [
      new LineChart("What comes", "records a second", [
        { name: "posts", of: (s) => s.posts.per_second },
        { name: "timelines", of: (s) => s.timelines.per_second },
        { name: "creatives", of: (s) => s.creatives.per_second },
      ]),
      new LineChart("Sent to searchable", "ms", latencies((s) => s.posts.end_to_end)),
      new LineChart("Cause to timeline", "ms", latencies((s) => s.timelines.end_to_end)),
      new LineChart("Search", "ms", latencies((s) => s.search.latency)),
    ];
  }

  /** Only where the server is told of Flink. */
  #batchFill() {
    if (!this.#fill && this.#seconds.some((second) => second.batch_fill)) {
      this.#fill = new LineChart("How full batches are", "%", [
        { name: "posts", of: (s) => share(s, "enrich") },
        { name: "timelines", of: (s) => share(s, "rank") },
        { name: "creatives", of: (s) => share(s, "ads") },
      ]);
      this.#charts.push(this.#fill);
    }
  }

  load(seconds) {
    this.#seconds = seconds;
    this.#draw();
  }

  add(second) {
    this.#seconds.push(second);
    this.#seconds = this.#seconds.slice(-SECONDS);
    this.#draw();
  }

  #draw() {
    const last = this.#seconds.at(-1);
    if (!last) {
      return;
    }
    this.#batchFill();
    for (const chart of this.#charts) {
      chart.draw(this.#seconds);
    }
    this.#totals.replaceChildren(
      total("searchable posts", last.index.posts),
      total("timeline changes", last.timelines.total),
      total("creatives", last.creatives.total),
    );
    byId("index-note").textContent = last.index.building
      ? `building ${last.index.building}, ${Math.round(last.index.building_progress * 100)} %`
      : last.index.model
        ? `vectors by ${last.index.model}`
        : "";
  }
}

function latencies(of) {
  return [
    { name: "p50", of: (second) => of(second).p50_millis },
    { name: "p95", of: (second) => of(second).p95_millis },
    { name: "p99", of: (second) => of(second).p99_millis },
  ];
}

function share(second, job) {
  const fill = second.batch_fill?.[job];
  return fill === undefined ? undefined : fill * 100;
}

function total(name, value) {
  return el("div", {}, el("dt", {}, name), el("dd", {}, value.toLocaleString()));
}
