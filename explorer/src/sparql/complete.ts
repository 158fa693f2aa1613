/* What the editor offers as one writes: keywords, prefixes, this vocabulary's terms, things by name, the query's own
   variables.  Nothing is asked of any host but our own. */

import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { api } from "../api";
import { classInWords, clean } from "../looks";
import { prefixes, terms } from "./terms";

const KEYWORDS = `SELECT CONSTRUCT ASK DESCRIBE WHERE FILTER OPTIONAL UNION MINUS GRAPH VALUES BIND PREFIX DISTINCT
  LIMIT OFFSET COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT CONTAINS STRSTARTS REGEX BOUND COALESCE IF LCASE STR YEAR
  MONTH EXISTS UNDEF`.split(/\s+/);
const PAIRS = ["ORDER BY", "GROUP BY", "NOT EXISTS", "FROM NAMED"];

export async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  const variable = context.matchBefore(/[?$]\w*/);
  if (variable) return { from: variable.from, options: variables(context, variable.text), validFor: /^[?$]\w*$/ };
  const thing = context.matchBefore(/\bid:[^\s{}().;,<>"]*/);
  if (thing) return things(thing.from, thing.text.slice(3));
  const word = context.matchBefore(/[A-Za-z][\w-]*(:[\w-]*)?/);
  if (!word && !context.explicit) return null;
  return { from: word?.from ?? context.pos, options: words(context), validFor: /^[\w-]*(:[\w-]*)?$/ };
}

function words(context: CompletionContext): Completion[] {
  const text = context.state.doc.toString();
  const named = terms.value.map((term): Completion => ({
    label: term.name,
    type: term.kind === "property" ? "property" : "class",
    detail: clean(term.label),
    info: clean(term.comment),
    boost: 1,
    apply: (view, _, from, to) => view.dispatch(withPrefix(view.state.doc.toString(), term.name, from, to)),
  }));
  const spaces = Object.entries(prefixes.value)
    .filter(([name]) => !declared(text, name))
    .map(([name, iri]): Completion => ({ label: `PREFIX ${name}:`, type: "namespace", detail: iri, apply: `PREFIX ${name}: <${iri}>\n` }));
  return [...named, ...[...KEYWORDS, ...PAIRS].map((label): Completion => ({ label, type: "keyword" })), ...spaces];
}

const declared = (text: string, prefix: string): boolean => new RegExp(`\\bPREFIX\\s+${prefix}:`, "i").test(text);

/** Write a name, and declare its prefix at the top if the query does not yet. */
function withPrefix(text: string, name: string, from: number, to: number) {
  const prefix = name.slice(0, name.indexOf(":"));
  const iri = prefixes.value[prefix];
  const head = iri && !declared(text, prefix) ? `PREFIX ${prefix}: <${iri}>\n` : "";
  const written = { from, to, insert: name };
  return {
    changes: head ? [{ from: 0, insert: head }, written] : [written],
    selection: { anchor: from + name.length + head.length },
  };
}

function variables(context: CompletionContext, current: string): Completion[] {
  const names = new Set(context.state.doc.toString().match(/[?$]\w+/g) ?? []);
  names.delete(current);
  return [...names].map((label) => ({ label, type: "variable" }));
}

/** Things by any of their names: `id:peace mi` is not SPARQL, `id:peace_mi` is. */
async function things(from: number, typed: string): Promise<CompletionResult | null> {
  if (typed.length < 2) return null;
  const { results } = await api.search(typed.replaceAll("_", " "));
  const options = results.map((result): Completion => ({
    label: result.label,
    type: "constant",
    detail: classInWords(result.class),
    apply: (view, _, start, end) => view.dispatch(withPrefix(view.state.doc.toString(), `id:${written(result.id)}`, start, end)),
  }));
  return { from, options, filter: false };
}

/** A local name as SPARQL writes it: with a backslash before what else would end it. */
const written = (id: string): string => id.replace(/[~.!$&'()*+,;=/?#@-]/g, (ch, at: number) => (ch === "-" && at > 0 ? ch : `\\${ch}`));
