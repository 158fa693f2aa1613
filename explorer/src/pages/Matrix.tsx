/* Who took part with whom, or signed with whom: a matrix, with the events behind each cell. */

import { useMemo } from "preact/hooks";
import { change, here, span } from "../address";
import { save, toCsv } from "../exports";
import { inSpan, known, loaded } from "../graph/known";
import { clean, short } from "../looks";
import { Empty, Name } from "../parts/bits";
import { TimeSlider } from "../parts/TimeSlider";
import { EventList } from "./Map";

const KINDS = { participant: "took part together", party: "signed together" } as const;
type Kind = keyof typeof KINDS;

interface Table {
  ids: string[];
  /** Names of the shared events of a pair of rows, at `row * ids.length + column`. */
  shared: Map<number, string[]>;
  most: number;
  left: number;
}

const MOST = 40;

function table(kind: Kind, family: string): Table {
  const groups = new Map<string, Set<string>>();
  known.forEachEdge((_, edge, event, who, from, to) => {
    if (edge.predicate !== kind || !inSpan(from, span.value)) return;
    const group = groups.get(event) ?? new Set<string>();
    if (to.family === family) group.add(who);
    if (to.family === "Person")
      known.forEachOutEdge(who, (__, link, ___, body, ____, data) => {
        if (link.predicate === "represents" && data.family === family) group.add(body);
      });
    groups.set(event, group);
  });
  const pairs = new Map<string, Map<string, string[]>>();
  const counts = new Map<string, number>();
  for (const [event, group] of groups)
    for (const one of group)
      for (const two of group) {
        if (one === two) continue;
        const row = pairs.get(one) ?? new Map<string, string[]>();
        row.set(two, [...(row.get(two) ?? []), event]);
        pairs.set(one, row);
        counts.set(one, (counts.get(one) ?? 0) + 1);
      }
  const all = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([id]) => id);
  const ids = all.slice(0, MOST);
  const shared = new Map<number, string[]>();
  let most = 1;
  ids.forEach((one, row) => ids.forEach((two, column) => {
    const events = pairs.get(one)?.get(two);
    if (!events) return;
    shared.set(row * ids.length + column, events);
    most = Math.max(most, events.length);
  }));
  return { ids, shared, most, left: all.length - ids.length };
}

export function MatrixPage() {
  const { parameters } = here.value;
  const kind: Kind = parameters.get("kind") === "party" ? "party" : "participant";
  const family = parameters.get("of") === "Organization" ? "Organization" : "State";
  const { first, last } = span.value;
  const { ids, shared, most, left } = useMemo(() => table(kind, family), [loaded.value, first, last, kind, family]);
  const cell = parameters.get("cell")?.split("-").map(Number);
  const chosen = cell && cell.length === 2 ? shared.get(cell[0]! * ids.length + cell[1]!) : undefined;
  const label = (id: string) => known.getNodeAttribute(id, "label");
  const export_ = () => {
    const rows = ids.map((one, row) => [label(one), ...ids.map((_, column) => shared.get(row * ids.length + column)?.length ?? 0)]);
    save(new Blob([toCsv([["", ...ids.map(label)], ...rows])], { type: "text/csv" }), "matrix.csv");
  };
  return (
    <div class="page wide">
      <div class="row heading">
        <h1>Matrix</h1>
        <label class="choice">
          Who
          <select value={kind} onChange={(event) => change({ kind: event.currentTarget.value, cell: null })}>
            {Object.entries(KINDS).map(([key, words]) => <option key={key} value={key}>{words}</option>)}
          </select>
        </label>
        <label class="choice">
          Among
          <select value={family} onChange={(event) => change({ of: event.currentTarget.value, cell: null })}>
            <option value="State">states</option>
            <option value="Organization">organisations</option>
          </select>
        </label>
        {left > 0 && <span class="quiet" role="status">the {MOST} with most; {left} more left out</span>}
        <span class="spring" />
        <button type="button" onClick={export_}>CSV</button>
      </div>
      <TimeSlider />
      {ids.length > 0 && <p class="quiet">Each number counts the events in which both {KINDS[kind]}: choose one to see them.</p>}
      {!ids.length ? <Empty>No two of them did in these years.</Empty> : (
        <div class="scroll">
          <table class="matrix">
            <caption class="unseen">Number of events in which both {KINDS[kind]}</caption>
            <thead>
              <tr>
                <td />
                {ids.map((id) => <th key={id} scope="col"><span title={clean(label(id))}>{short(label(id), 22)}</span></th>)}
              </tr>
            </thead>
            <tbody>
              {ids.map((one, row) => (
                <tr key={one}>
                  <th scope="row"><button type="button" class="thing" onClick={() => change({ sel: one, e: null })}><Name text={short(label(one), 28)} /></button></th>
                  {ids.map((two, column) => {
                    const events = shared.get(row * ids.length + column);
                    if (row === column) return <td key={two} class="same" aria-label="itself" />;
                    if (!events) return <td key={two}><span class="unseen">0</span></td>;
                    const level = Math.max(1, Math.ceil((8 * events.length) / most));
                    return (
                      <td key={two} class={`level-${level}`}>
                        <button
                          type="button"
                          aria-label={`${clean(label(one))} and ${clean(label(two))}: ${events.length}`}
                          aria-pressed={cell?.[0] === row && cell[1] === column}
                          onClick={() => change({ cell: `${row}-${column}` })}
                        >
                          {events.length}
                        </button>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {chosen && cell && (
        <section aria-label="Shared events">
          <h2><Name text={label(ids[cell[0]!]!)} /> and <Name text={label(ids[cell[1]!]!)} />: {chosen.length}</h2>
          <EventList ids={chosen} />
        </section>
      )}
    </div>
  );
}
