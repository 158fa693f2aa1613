/* What happened when: a picture by kind and time, and the same as a list by year. */

import { useMemo, useState } from "preact/hooks";
import { change, here, span } from "../address";
import { save, toCsv } from "../exports";
import { outline } from "../graph/shapes";
import { inSpan, known, loaded, yearOf, yearsOf, type NodeData } from "../graph/known";
import { classInWords, DATED, dates, LOOKS, short } from "../looks";
import { Dot, Empty, Name } from "../parts/bits";
import { TimeSlider } from "../parts/TimeSlider";

interface Occurrence {
  id: string;
  data: NodeData;
  when: number;
}

/** A date as a decimal year. */
export function decimal(date: string): number {
  const month = Number(date.slice(5, 7)) || 6.5;
  const day = Number(date.slice(8, 10)) || 15;
  return Number(date.slice(0, 4)) + (month - 1 + (day - 1) / 31) / 12;
}

function occurrences(): { dated: Occurrence[]; undated: number } {
  const dated: Occurrence[] = [];
  let undated = 0;
  known.forEachNode((id, data) => {
    if (!DATED.has(data.family)) return;
    const date = data.start ?? data.end;
    if (!date || yearsOf(data) === null) undated++;
    else if (inSpan(data, span.value)) dated.push({ id, data, when: decimal(date) });
  });
  dated.sort((a, b) => a.when - b.when || (a.data.label < b.data.label ? -1 : 1));
  return { dated, undated };
}

const related = (id: string, predicate: string): string[] =>
  known.outEdges(id).filter((key) => known.getEdgeAttribute(key, "predicate") === predicate).map((key) => known.getNodeAttribute(known.target(key), "label"));

export function TimelinePage() {
  const { first, last } = span.value;
  const { dated, undated } = useMemo(occurrences, [loaded.value, first, last]);
  const export_ = () => {
    const rows = dated.map(({ id, data }) => [id, data.label, classInWords(data.class), data.start, data.end, related(id, "place").join("; "), related(id, "organizedBy").join("; ")]);
    save(new Blob([toCsv([["id", "label", "class", "start", "end", "place", "organised by"], ...rows])], { type: "text/csv" }), "timeline.csv");
  };
  return (
    <div class="page wide">
      <div class="row heading">
        <h1>Timeline</h1>
        <span class="quiet" role="status">
          {dated.length.toLocaleString("en")} events and agreements{undated > 0 && `; ${undated} more have no date`}
        </span>
        <span class="spring" />
        <button type="button" onClick={export_}>CSV</button>
      </div>
      <TimeSlider />
      {dated.length ? (
        <>
          <Picture dated={dated} />
          {dated.length > MOST_MARKS && <p class="quiet">So many are drawn as bars, one a month: choose fewer years, or one by its bar, to see each.</p>}
          <ByYear dated={dated} />
        </>
      ) : <Empty>Nothing in these years has a date.</Empty>}
    </div>
  );
}

const LANE = 13;
const HEAD = 20;
const WIDTH = 1200;
const TALL = 80;
/** More than this are drawn as bars. */
const MOST_MARKS = 3_000;

interface Lane {
  family: string;
  top: number;
  height: number;
  squeeze: number;
  dots: { item: Occurrence; row: number }[];
  /** Month, counted from the year 0 -> how many, where there are too many for dots. */
  months: Map<number, number> | null;
}

/** Dots in a lane for each kind, stacked where they would lie on one another; bars, where there are too many. */
function Picture({ dated }: { dated: Occurrence[] }) {
  const { lanes, height, from, to } = useMemo(() => arrange(dated), [dated]);
  const sel = here.value.parameters.get("sel");
  const x = (when: number) => 110 + ((WIDTH - 130) * (when - from)) / (to - from);
  const step = Math.max(1, Math.ceil((to - from) / 14));
  const years = Array.from({ length: Math.floor(to - from) + 1 }, (_, i) => Math.ceil(from) + i).filter((year) => year % step === 0 && year <= to);
  return (
    <div class="scroll">
      <svg class="timeline" viewBox={`0 0 ${WIDTH} ${height + HEAD}`} role="group" aria-label="Timeline; the list below holds the same">
        {years.map((year) => (
          <g key={year} class="axis">
            <line x1={x(year)} x2={x(year)} y1={HEAD} y2={height + HEAD} />
            <text x={x(year)} y={HEAD - 6} text-anchor="middle">{year}</text>
          </g>
        ))}
        {lanes.map((lane) => (
          <g key={lane.family}>
            <text class="lane" x={4} y={lane.top + lane.height / 2 + 4}>{LOOKS[lane.family]!.name}</text>
            <line class="lane-line" x1={0} x2={WIDTH} y1={lane.top + lane.height} y2={lane.top + lane.height} />
            {lane.months && <Bars lane={lane} months={lane.months} x={x} />}
            {lane.dots.map(({ item, row }) => (
              <path
                key={item.id}
                class={`mark f-${lane.family}${item.id === sel ? " chosen" : ""}`}
                d={outline(lane.family, x(item.when), lane.top + lane.height - LANE / 2 - 2 - row * LANE * lane.squeeze, item.id === sel ? 7.5 : 5.4)}
                onClick={() => change({ sel: item.id, e: null })}
              >
                <title>{`${short(item.data.label, 120)}\n${dates(item.data)}`}</title>
              </path>
            ))}
          </g>
        ))}
      </svg>
    </div>
  );
}

function Bars({ lane, months, x }: { lane: Lane; months: Map<number, number>; x: (when: number) => number }) {
  const most = Math.max(...months.values());
  const year = (month: number) => Math.floor(month / 12);
  return (
    <>
      {[...months].map(([month, count]) => {
        const [left, right] = [x(month / 12), x((month + 1) / 12)];
        const tall = Math.max(2, ((TALL - 10) * count) / most);
        return (
          <rect
            key={month}
            class={`mark f-${lane.family}`}
            x={left}
            width={Math.max(1, right - left - 0.5)}
            y={lane.top + lane.height - tall}
            height={tall}
            onClick={() => change({ first: String(year(month)), last: String(year(month)) })}
          >
            <title>{`${year(month)}-${String((month % 12) + 1).padStart(2, "0")}: ${count.toLocaleString("en")}`}</title>
          </rect>
        );
      })}
    </>
  );
}

function arrange(dated: Occurrence[]) {
  const from = Math.floor(dated[0]!.when);
  const to = Math.max(from + 1, Math.floor(dated.at(-1)!.when) + 1);
  const width = ((to - from) * 10.5) / (WIDTH - 130); // of a dot, in years
  let top = HEAD;
  const lanes: Lane[] = [];
  for (const family of Object.keys(LOOKS)) {
    const items = dated.filter(({ data }) => data.family === family);
    if (!items.length) continue;
    const lane = dated.length > MOST_MARKS ? inBars(items) : inDots(items, width);
    lanes.push({ ...lane, family, top });
    top += lane.height;
  }
  return { lanes, height: top - HEAD, from, to };
}

function inDots(items: Occurrence[], width: number) {
  const ends: number[] = [];
  const dots = items.map((item) => {
    let row = ends.findIndex((end) => end <= item.when);
    if (row < 0) row = ends.length;
    ends[row] = item.when + width;
    return { item, row };
  });
  const squeeze = Math.min(1, 14 / ends.length);
  return { dots, months: null, squeeze, height: Math.max(1, ends.length) * LANE * squeeze + 10 };
}

function inBars(items: Occurrence[]) {
  const months = new Map<number, number>();
  for (const { when } of items) {
    const month = Math.floor(when * 12 + 1e-6);
    months.set(month, (months.get(month) ?? 0) + 1);
  }
  return { dots: [], months, squeeze: 1, height: TALL };
}

function ByYear({ dated }: { dated: Occurrence[] }) {
  const [most, setMost] = useState(60);
  const years = new Map<number, Occurrence[]>();
  for (const item of dated.slice(0, most)) {
    const year = yearOf(item.data.start ?? item.data.end)!;
    years.set(year, [...(years.get(year) ?? []), item]);
  }
  return (
    <div class="by-year">
      {[...years].map(([year, items]) => (
        <section key={year}>
          <h2>{year}</h2>
          <ul class="plain">
            {items.map(({ id, data }) => (
              <li key={id}>
                <span class="date">{dates(data)}</span>
                <button type="button" class="thing" onClick={() => change({ sel: id, e: null })}>
                  <Dot cls={data.class} />
                  <Name text={data.label} />
                </button>{" "}
                <span class="quiet"><Name text={related(id, "place").join(", ")} /></span>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {dated.length > most && <button type="button" onClick={() => setMost(most + 300)}>{dated.length - most} more</button>}
    </div>
  );
}
