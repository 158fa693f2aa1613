/* The address is the state: every view has one that brings it back.  #/page/argument?name=value */

import { computed, signal } from "@preact/signals";

export interface Place {
  page: string;
  argument: string;
  parameters: URLSearchParams;
}

export function parse(hash: string): Place {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [page = "", ...rest] = path.split("/");
  let argument = rest.join("/");
  try {
    argument = decodeURIComponent(argument);
  } catch {
    /* not ours: leave it */
  }
  return { page: page || "network", argument, parameters: new URLSearchParams(query) };
}

const hash = signal(location.hash);
addEventListener("hashchange", () => (hash.value = location.hash));

/* A page inside a frame (a notebook's) has no address of its own: then the state lives here, and links within the page
   must not be left to the browser, which would open the notebook's address. */
const framed = location.protocol === "about:";
if (framed)
  addEventListener("click", (event) => {
    const href = (event.target as Element).closest("a")?.getAttribute("href");
    if (!href?.startsWith("#/")) return;
    event.preventDefault();
    go(href);
  });

export const here = computed(() => parse(hash.value));

/** The address as it is now, after the #. */
export const current = (): string => hash.value || "#/network";

const LIST = ",";

/** A list of names in one parameter; a name may hold the separator, so that is escaped. */
export const join = (names: Iterable<string>): string => [...names].map((name) => name.replaceAll("\\", "\\\\").replaceAll(LIST, "\\,")).join(LIST);

export function split(text: string | null): string[] {
  if (!text) return [];
  const found: string[] = [];
  let name = "";
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "\\" && i + 1 < text.length) name += text.charAt(++i);
    else if (text[i] === LIST) {
      found.push(name);
      name = "";
    } else name += text.charAt(i);
  }
  return [...found, name].filter(Boolean);
}

export function hrefOf(page: string, argument = "", parameters: Record<string, string | null | undefined> = {}): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) if (value) query.set(key, value);
  const text = query.toString();
  return `#/${page}${argument ? `/${encodeURIComponent(argument)}` : ""}${text ? `?${text}` : ""}`;
}

export function go(href: string, replace = false): void {
  if (href === hash.value) return;
  if (!framed) {
    if (replace) history.replaceState(null, "", href);
    else history.pushState(null, "", href);
  }
  hash.value = framed ? href : location.hash;
}

/** Change some parameters of the address and keep the rest. */
export function change(patch: Record<string, string | null>, replace = false): void {
  const query = new URLSearchParams(here.value.parameters);
  for (const [key, value] of Object.entries(patch)) {
    if (value) query.set(key, value);
    else query.delete(key);
  }
  const { page, argument } = here.value;
  go(hrefOf(page, argument, Object.fromEntries(query)), replace);
}

const year = (name: string) =>
  computed(() => {
    const text = here.value.parameters.get(name);
    return text && /^\d{1,4}$/.test(text) ? Number(text) : null;
  });
const [firstYear, lastYear] = [year("first"), year("last")];

/** The span of years, which the pages share. */
export const span = computed(() => ({ first: firstYear.value, last: lastYear.value }));

/** The parameters that stay when one goes from page to page. */
export function kept(): Record<string, string | null> {
  const { parameters } = here.value;
  return { first: parameters.get("first"), last: parameters.get("last"), sel: parameters.get("sel") };
}

export const networkOf = (id: string): string => hrefOf("network", "", { ...kept(), n: join([id]), sel: id });
