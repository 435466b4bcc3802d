// Light or dark: the system's choice, until the reader makes one.
import { byId } from "./dom.js";

const KEY = "murmuration-theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function apply() {
  document.documentElement.dataset.theme = stored() ?? (dark.matches ? "dark" : "light");
}

export function start() {
  apply();
  dark.addEventListener("change", apply);
  byId("theme").addEventListener("click", () => {
    const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // Then it lasts as long as the page.
    }
    document.documentElement.dataset.theme = next;
  });
}
