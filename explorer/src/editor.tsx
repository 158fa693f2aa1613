/* The SPARQL page: YASQE for writing, a plain table for results.  Nothing is asked of any other host. */

import { render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import Yasqe from "@zazuko/yasqe";
import "@zazuko/yasqe/build/yasqe.min.css";
import { address, api } from "./api";
import { save, toCsv } from "./exports";
import { networkOf } from "./address";
import { clean } from "./looks";
import { dark, toggleTheme } from "./theme";
import "./style.css";

const PREFIXES: Record<string, string> = {
  sco: "https://w3id.org/sco-graph/ontology#",
  id: "https://w3id.org/sco-graph/id/",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  rdfs: "http://www.w3.org/2000/01/rdf-schema#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
  prov: "http://www.w3.org/ns/prov#",
  schema: "https://schema.org/",
  dcterms: "http://purl.org/dc/terms/",
  geo: "http://www.w3.org/2003/01/geo/wgs84_pos#",
};

const START = `PREFIX sco: <https://w3id.org/sco-graph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

# Exercises, when and where
SELECT ?exercise ?name ?date ?place WHERE {
  ?exercise a sco:Exercise ; rdfs:label ?name .
  OPTIONAL { ?exercise sco:startDate ?date }
  OPTIONAL { ?exercise sco:place ?place }
}
ORDER BY ?date
LIMIT 100
`;

interface Cell {
  type: string;
  value: string;
  "xml:lang"?: string;
  datatype?: string;
}

type Answer =
  | { kind: "rows"; names: string[]; rows: Record<string, Cell>[]; truncated: boolean; time: number }
  | { kind: "boolean"; value: boolean; time: number }
  | { kind: "text"; text: string; time: number };

async function run(query: string, accept: string, signal: AbortSignal): Promise<Response> {
  const answer = await fetch(address("sparql"), {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", accept },
    body: new URLSearchParams({ query }),
    signal,
  });
  if (answer.ok) return answer;
  const text = await answer.text();
  let message = text;
  try {
    const body = JSON.parse(text);
    message = body.error?.message ?? body.error ?? body.message ?? text;
  } catch {
    /* plain text */
  }
  throw new Error(message || `The server answered ${answer.status}.`);
}

async function read(answer: Response, time: number): Promise<Answer> {
  const type = answer.headers.get("content-type") ?? "";
  if (!type.includes("json") || type.includes("ld+json")) return { kind: "text", text: await answer.text(), time };
  const body = await answer.json();
  if (typeof body.boolean === "boolean") return { kind: "boolean", value: body.boolean, time };
  const truncated = answer.headers.get("x-truncated") === "true" || body.truncated === true;
  return { kind: "rows", names: body.head?.vars ?? [], rows: body.results?.bindings ?? [], truncated, time };
}

function queryInAddress(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get("query");
}

function Editor() {
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<Yasqe | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [error, setError] = useState("");
  const [running, setRunning] = useState<AbortController | null>(null);
  const [examples, setExamples] = useState<{ name: string; title: string; description: string; text: string }[]>([]);

  const send = async () => {
    const query = editor.current!.getValue();
    history.replaceState(null, "", `#query=${encodeURIComponent(query)}`);
    const stop = new AbortController();
    setRunning(stop);
    setError("");
    const began = performance.now();
    try {
      const got = await run(query, "application/sparql-results+json, text/turtle;q=0.9", stop.signal);
      setAnswer(await read(got, performance.now() - began));
    } catch (problem) {
      setAnswer(null);
      setError(stop.signal.aborted ? "Stopped." : problem instanceof Error ? problem.message : String(problem));
    } finally {
      setRunning(null);
    }
  };
  const latest = useRef(send);
  latest.current = send;

  useEffect(() => {
    const options = {
      value: queryInAddress() ?? START,
      persistenceId: null,
      showQueryButton: false,
      resizeable: false,
      autofocus: true,
      createShareableLink: null,
      pluginButtons: () => document.createElement("span"),
      extraKeys: { "Ctrl-Enter": () => void latest.current(), "Cmd-Enter": () => void latest.current() },
    };
    // Completion of prefixes, properties and classes would ask other hosts: leave only what the query itself holds.
    Yasqe.defaults.autocompleters = ["variables"];
    const made = new Yasqe(place.current!, options as never);
    const field = made.getInputField() as HTMLElement;
    field.setAttribute("aria-label", "SPARQL query");
    editor.current = made;
    api.queries().then(({ queries }) => setExamples(queries), () => setExamples([]));
    const moved = () => {
      const query = queryInAddress();
      if (query !== null && query !== made.getValue()) made.setValue(query);
    };
    addEventListener("hashchange", moved);
    return () => removeEventListener("hashchange", moved);
  }, []);

  return (
    <>
      <header class="top">
        <a class="brand" href="./#/network">sco-graph</a>
        <nav aria-label="Pages">
          <a href="./#/network">Network</a>
          <a href="./#/timeline">Timeline</a>
          <a href="./#/map">Map</a>
          <a href="./#/matrix">Matrix</a>
          <a href="./#/articles">Articles</a>
          <a href="editor.html" aria-current="page">SPARQL</a>
        </nav>
        <span class="spring" />
        <button type="button" onClick={toggleTheme} aria-pressed={dark.value} title="Light or dark">{dark.value ? "Light" : "Dark"}</button>
      </header>
      <main class="page wide editor-page">
        <h1 class="unseen">SPARQL</h1>
        <div class="row">
          <label class="choice">
            Example
            <select value="" onChange={(event) => {
              const example = examples.find(({ name }) => name === event.currentTarget.value);
              if (example) editor.current!.setValue(example.text);
              event.currentTarget.value = "";
            }}>
              <option value="">{examples.length ? "choose one…" : "none here"}</option>
              {examples.map(({ name, title }) => <option key={name} value={name}>{clean(title || name)}</option>)}
            </select>
          </label>
          <span class="spring" />
          {running ? (
            <button type="button" onClick={() => running.abort()}>Stop</button>
          ) : (
            <button type="button" class="primary" onClick={() => void send()}>Run <kbd>Ctrl+Enter</kbd></button>
          )}
        </div>
        <div ref={place} class="query" />
        {error && <pre class="state failed" role="alert">{clean2(error)}</pre>}
        {running && <p class="state" role="status"><span class="spinner" aria-hidden="true" /> The query runs…</p>}
        {answer && !running && <Result answer={answer} />}
      </main>
    </>
  );
}

const clean2 = (text: string) => text.split("\n").map(clean).join("\n");

const ID = PREFIXES["id"]!;

function Shown({ cell }: { cell: Cell | undefined }) {
  if (!cell) return null;
  if (cell.type !== "uri")
    return (
      <>
        <bdi dir="auto">{clean(cell.value)}</bdi>
        {cell["xml:lang"] && <small class="quiet">@{cell["xml:lang"]}</small>}
      </>
    );
  const prefix = Object.entries(PREFIXES).find(([, space]) => cell.value.startsWith(space) && cell.value.length > space.length);
  const text = clean(prefix ? `${prefix[0]}:${cell.value.slice(prefix[1].length)}` : cell.value);
  if (cell.value.startsWith(ID) && cell.value.length > ID.length) {
    const name = cell.value.slice(ID.length);
    return <a href={`./${name.startsWith("article_") ? `#/article/${encodeURIComponent(name)}` : networkOf(name)}`}>{text}</a>;
  }
  // Only the web's own addresses become links: an IRI may be javascript:...
  return /^https?:\/\//i.test(cell.value) ? <a href={cell.value} target="_blank" rel="noopener noreferrer external">{text}</a> : <span>{text}</span>;
}

function Result({ answer }: { answer: Answer }) {
  const [most, setMost] = useState(200);
  const took = `${Math.round(answer.time).toLocaleString("en")} ms`;
  if (answer.kind === "boolean") return <p class="state" role="status">{answer.value ? "Yes" : "No"} <span class="quiet">({took})</span></p>;
  if (answer.kind === "text") return <><p role="status" class="quiet">{took}</p><pre class="raw">{clean2(answer.text)}</pre></>;
  const { names, rows } = answer;
  const csv = () => save(new Blob([toCsv([names, ...rows.map((row) => names.map((name) => row[name]?.value))])], { type: "text/csv" }), "result.csv");
  const json = () => save(new Blob([JSON.stringify({ head: { vars: names }, results: { bindings: rows } }, null, 1)], { type: "application/json" }), "result.json");
  return (
    <section aria-label="Result">
      <p class="row">
        <span role="status">{rows.length.toLocaleString("en")} {rows.length === 1 ? "row" : "rows"} <span class="quiet">in {took}</span></span>
        {answer.truncated && <strong class="warning">The server cut the result: there is more.</strong>}
        <span class="spring" />
        <button type="button" onClick={csv}>CSV</button>
        <button type="button" onClick={json}>JSON</button>
      </p>
      <div class="scroll" tabIndex={0} role="region" aria-label="Rows">
        <table class="result">
          <thead><tr>{names.map((name) => <th key={name} scope="col">{clean(name)}</th>)}</tr></thead>
          <tbody>
            {rows.slice(0, most).map((row, i) => (
              <tr key={i}>{names.map((name) => <td key={name}><Shown cell={row[name]} /></td>)}</tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > most && <button type="button" onClick={() => setMost(most + 1000)}>{rows.length - most} more rows</button>}
    </section>
  );
}

render(<Editor />, document.getElementById("app")!);
