/* Light or dark: what the reader chose, else what the system says. */

import { effect, signal } from "@preact/signals";

const KEY = "sco-graph-theme";

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage is switched off: the system decides
  }
}

const system = matchMedia("(prefers-color-scheme: dark)");
const stored = remembered();
export const dark = signal(stored ? stored === "dark" : system.matches);

system.addEventListener("change", (event) => {
  if (!remembered()) dark.value = event.matches;
});

effect(() => {
  document.documentElement.dataset.theme = dark.value ? "dark" : "light";
});

export function toggleTheme(): void {
  dark.value = !dark.value;
  try {
    localStorage.setItem(KEY, dark.value ? "dark" : "light");
  } catch {
    /* storage is switched off: it lasts as long as the page */
  }
}
