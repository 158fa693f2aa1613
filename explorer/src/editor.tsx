/* The SPARQL page: a field to write in, ready questions, and what the graph answers.  Nothing is asked of any other host. */

import { render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { api } from "./api";
import { clean } from "./looks";
import { PageHeader } from "./parts/bits";
import { askSparql, type Answer } from "./sparql/asking";
import { Result } from "./sparql/Result";
import { loadTerms } from "./sparql/terms";
import { writeInto, type Field } from "./sparql/writing";
import "./theme";
import "./style.css";

const START = `PREFIX sco: <https://w3id.org/sco-graph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

# Exercises, when and where
SELECT ?exercise (SAMPLE(?name) AS ?called) (MIN(?date) AS ?begins) (SAMPLE(?place) AS ?where) {
  ?exercise a sco:Exercise ; rdfs:label ?name .
  OPTIONAL { ?exercise sco:startDate ?date }
  OPTIONAL { ?exercise sco:place ?place }
}
GROUP BY ?exercise
ORDER BY ?begins
`;

const queryInAddress = (): string | null => new URLSearchParams(location.hash.slice(1)).get("query");

interface Example {
  name: string;
  title: string;
  description: string;
  text: string;
}

function Editor() {
  const place = useRef<HTMLDivElement>(null);
  const field = useRef<Field | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [error, setError] = useState("");
  const [running, setRunning] = useState<AbortController | null>(null);
  const [examples, setExamples] = useState<Example[]>([]);
  const [example, setExample] = useState<Example | null>(null);

  const send = async () => {
    const query = field.current!.text();
    history.replaceState(null, "", `#query=${encodeURIComponent(query)}`);
    running?.abort();
    const stop = new AbortController();
    setRunning(stop);
    setError("");
    try {
      setAnswer(await askSparql(query, stop.signal));
    } catch (problem) {
      setAnswer(null);
      setError(stop.signal.aborted ? "Stopped." : problem instanceof Error ? problem.message : String(problem));
    } finally {
      setRunning((now) => (now === stop ? null : now));
    }
  };
  const latest = useRef(send);
  latest.current = send;

  useEffect(() => {
    const made = (field.current = writeInto(place.current!, queryInAddress() ?? START, () => void latest.current()));
    api.queries().then(({ queries }) => setExamples(queries), () => setExamples([]));
    loadTerms().catch(() => undefined); // without them, writing goes on without offers
    const moved = () => {
      const query = queryInAddress();
      if (query !== null && query !== made.text()) made.set(query);
    };
    addEventListener("hashchange", moved);
    return () => {
      removeEventListener("hashchange", moved);
      made.remove();
    };
  }, []);

  return (
    <>
      <PageHeader page="sparql" root="./" />
      <main class="page wide editor-page">
        <h1 class="unseen">SPARQL</h1>
        <div class="row">
          <label class="choice">
            Question
            <select value={example?.name ?? ""} onChange={(event) => {
              const chosen = examples.find(({ name }) => name === event.currentTarget.value) ?? null;
              setExample(chosen);
              if (chosen) field.current!.set(chosen.text);
            }}>
              <option value="">{examples.length ? "choose one…" : "none here"}</option>
              {examples.map(({ name, title }) => <option key={name} value={name}>{clean(title || name)}</option>)}
            </select>
          </label>
          {example && <span class="quiet">{clean(example.description)}</span>}
          <span class="spring" />
          {running ? (
            <button type="button" onClick={() => running.abort()}>Stop</button>
          ) : (
            <button type="button" class="primary" onClick={() => void send()}>Run <kbd>Ctrl+Enter</kbd></button>
          )}
        </div>
        <div ref={place} class="query" />
        {error && <pre class="state failed" role="alert">{error.split("\n").map(clean).join("\n")}</pre>}
        {running && <p class="state" role="status"><span class="spinner" aria-hidden="true" /> The query runs…</p>}
        {answer && !running && <Result answer={answer} />}
      </main>
    </>
  );
}

render(<Editor />, document.getElementById("app")!);
