// Shows openapi.json to people.
import { byId, el } from "./dom.js";
import * as theme from "./theme.js";

theme.start();
const document_ = await (await fetch("openapi.json")).json();
const main = byId("api");
main.append(el("h1", {}, document_.info.title), el("p", {}, document_.info.description));
for (const [path, { get }] of Object.entries(document_.paths)) {
  main.append(operation(path, get));
}
main.setAttribute("aria-busy", "false");

function operation(path, get) {
  const rows = el("tbody");
  for (const parameter of get.parameters) {
    rows.append(row(el("code", {}, parameter.name), `${parameter.description} ${kind(parameter.schema)}`));
  }
  for (const [status, response] of Object.entries(get.responses)) {
    rows.append(row(status, response.description));
  }
  return el(
    "section",
    { class: "panel" },
    el("h2", {}, el("span", { class: "verb" }, "GET"), path),
    el("p", { class: "summary" }, get.summary),
    el("p", {}, get.description),
    el("table", {}, rows),
  );
}

function row(name, text) {
  return el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, text));
}

function kind(schema) {
  const range = schema.maximum ? ` from ${schema.minimum} to ${schema.maximum}` : "";
  return `(${schema.format ?? schema.type}${range})`;
}
