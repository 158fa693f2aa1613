/* Where it happened: places with coordinates, sized by their events, over a Natural Earth outline of our own. */

import { geoGraticule10, geoNaturalEarth1, geoPath } from "d3-geo";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { feature, mesh } from "topojson-client";
import { change, here, span } from "../address";
import { save, toCsv } from "../exports";
import { inSpan, known, loaded } from "../graph/known";
import { dates, short } from "../looks";
import { outline } from "../outline";
import { Dot, Empty, Failed, Loading, Name, useAsk } from "../parts/bits";
import { TimeSlider } from "../parts/TimeSlider";

interface Spot {
  id: string;
  label: string;
  lat: number;
  long: number;
  events: string[];
}

function spots(): { found: Spot[]; unplaced: number } {
  const found = new Map<string, Spot>();
  const unplaced = new Set<string>();
  known.forEachEdge((_, edge, event, place, from, to) => {
    if (edge.predicate !== "place" || !inSpan(from, span.value)) return;
    if (to.lat === undefined || to.long === undefined) {
      unplaced.add(event);
      return;
    }
    const spot = found.get(place) ?? { id: place, label: to.label, lat: to.lat, long: to.long, events: [] };
    spot.events.push(event);
    found.set(place, spot);
  });
  for (const spot of found.values()) for (const event of spot.events) unplaced.delete(event);
  return { found: [...found.values()].sort((a, b) => b.events.length - a.events.length || a.label.localeCompare(b.label)), unplaced: unplaced.size };
}

const W = 1000;
const H = 520;
const projection = geoNaturalEarth1().rotate([-70, 0]).scale(180).translate([W / 2, H / 2 + 25]);
const path = geoPath(projection);

interface Box {
  x: number;
  y: number;
  w: number;
}

export function MapPage() {
  const { first, last } = span.value;
  const { found, unplaced } = useMemo(spots, [loaded.value, first, last]);
  const chosen = here.value.parameters.get("place");
  const spot = found.find(({ id }) => id === chosen);
  const export_ = () => {
    const rows = found.flatMap((s) => s.events.map((e) => [s.id, s.label, s.lat, s.long, e, known.getNodeAttribute(e, "label"), known.getNodeAttribute(e, "start")]));
    save(new Blob([toCsv([["place", "label", "lat", "long", "event", "event label", "start"], ...rows])], { type: "text/csv" }), "map.csv");
  };
  return (
    <div class="page wide">
      <div class="row heading">
        <h1>Map</h1>
        <span class="quiet" role="status">
          {found.length} places{unplaced > 0 && `; ${unplaced} ${unplaced === 1 ? "event has a place" : "events have places"} without coordinates`}
        </span>
        <span class="spring" />
        <button type="button" onClick={export_}>CSV</button>
      </div>
      <TimeSlider />
      {found.length ? <Atlas spots={found} chosen={chosen} /> : <Empty>No event of these years has a place with coordinates.</Empty>}
      <section class="spots" aria-label={spot ? "Events at the chosen place" : "Places"}>
        {spot ? (
          <>
            <h2><Name text={spot.label} /> <button type="button" onClick={() => change({ place: null })}>All places</button></h2>
            <EventList ids={spot.events} />
          </>
        ) : (
          <ul class="plain columns">
            {found.slice(0, 200).map((s) => (
              <li key={s.id}>
                <button type="button" class="thing" onClick={() => change({ place: s.id })}><Dot cls="Place" /><Name text={s.label} /></button>{" "}
                <span class="count">{s.events.length}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

export function EventList({ ids }: { ids: string[] }) {
  const order = [...new Set(ids)].sort((a, b) => (known.getNodeAttribute(a, "start") ?? "").localeCompare(known.getNodeAttribute(b, "start") ?? ""));
  return (
    <ul class="plain">
      {order.map((id) => {
        const data = known.getNodeAttributes(id);
        return (
          <li key={id}>
            <span class="date">{dates(data)}</span>
            <button type="button" class="thing" onClick={() => change({ sel: id, e: null })}><Dot cls={data.class} /><Name text={data.label} /></button>
          </li>
        );
      })}
    </ul>
  );
}

function Atlas({ spots: shown, chosen }: { spots: Spot[]; chosen: string | null }) {
  const { data, error, again } = useAsk("outline", outline);
  const home = useMemo(() => around(shown), [shown]);
  const [box, setBox] = useState<Box>(home);
  const svg = useRef<SVGSVGElement>(null);
  const [width, setWidth] = useState(W);
  const held = useRef<{ x: number; y: number; box: Box } | null>(null);
  useEffect(() => {
    const zoom = (event: WheelEvent) => {
      event.preventDefault();
      const frame = svg.current!.getBoundingClientRect();
      setBox((old) => zoomed(old, event.deltaY > 0 ? 1.2 : 1 / 1.2, (event.clientX - frame.left) / frame.width, (event.clientY - frame.top) / frame.height));
    };
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.max(200, entry.contentRect.width)));
    if (svg.current) watch.observe(svg.current);
    svg.current?.addEventListener("wheel", zoom, { passive: false });
    return () => {
      watch.disconnect();
      svg.current?.removeEventListener("wheel", zoom);
    };
  }, [data]);
  const land = useMemo(() => data && { land: path(feature(data, data.objects.land)) ?? "", borders: path(mesh(data, data.objects.countries, (a, b) => a !== b)) ?? "" }, [data]);
  if (error) return <Failed error={error} retry={again} />;
  if (!land) return <Loading what="the outline" />;
  const unit = (box.w / W) * Math.max(1, 800 / width); // of a pixel or so: on a narrow map names stay readable
  const most = Math.max(...shown.map((s) => s.events.length));
  const named: { x: number; y: number }[] = [];
  return (
    <div class="atlas">
      <div class="atlas-buttons">
        <button type="button" aria-label="Zoom in" onClick={() => setBox(zoomed(box, 1 / 1.5))}>+</button>
        <button type="button" aria-label="Zoom out" onClick={() => setBox(zoomed(box, 1.5))}>−</button>
        <button type="button" onClick={() => setBox(home)}>Fit</button>
        <button type="button" onClick={() => setBox({ x: 0, y: 0, w: W })}>World</button>
      </div>
      <svg
        ref={svg}
        viewBox={`${box.x} ${box.y} ${box.w} ${(box.w * H) / W}`}
        role="group"
        aria-label="Map of places; the list below holds the same"
        onPointerDown={(event) => { held.current = { x: event.clientX, y: event.clientY, box }; }}
        onPointerMove={(event) => {
          const from = held.current;
          if (!from || !event.buttons) return;
          const scale = from.box.w / svg.current!.getBoundingClientRect().width;
          setBox({ ...from.box, x: from.box.x - (event.clientX - from.x) * scale, y: from.box.y - (event.clientY - from.y) * scale });
        }}
        onPointerUp={() => { held.current = null; }}
      >
        <path class="graticule" d={path(geoGraticule10()) ?? ""} stroke-width={0.4 * unit} />
        <path class="land" d={land.land} stroke-width={0.7 * unit} />
        <path class="borders" d={land.borders} stroke-width={0.5 * unit} />
        {shown.map((s) => {
          const at = projection([s.long, s.lat]);
          if (!at) return null;
          const r = (3 + 15 * Math.sqrt(s.events.length / most)) * unit;
          const free = !named.some((n) => Math.abs(n.x - at[0]) < 75 * unit && Math.abs(n.y - at[1]) < 13 * unit);
          if (free) named.push({ x: at[0], y: at[1] });
          return (
            <g key={s.id} class={s.id === chosen ? "spot chosen" : "spot"} onClick={() => change({ place: s.id })}>
              <circle cx={at[0]} cy={at[1]} r={r} stroke-width={unit} />
              {(free || s.id === chosen) && (
                <text x={at[0] + r + 3 * unit} y={at[1] + 4 * unit} font-size={11.5 * unit} stroke-width={3 * unit}>{`\u2068${short(s.label, 26)}\u2069 ${s.events.length}`}</text>
              )}
              <title>{`${short(s.label, 80)}: ${s.events.length}`}</title>
            </g>
          );
        })}
      </svg>
      <p class="quiet credit">Outline: Natural Earth, public domain.</p>
    </div>
  );
}

/** A view that holds most of the events, rather than every far place. */
function around(shown: Spot[]): Box {
  const points = shown.flatMap((s) => {
    const at = projection([s.long, s.lat]);
    return at ? [at] : [];
  });
  if (!points.length) return { x: 0, y: 0, w: W };
  const cut = (axis: 0 | 1) => {
    const values = points.map((p) => p[axis]).sort((a, b) => a - b);
    const edge = Math.floor(values.length * 0.04);
    return [values[edge]!, values[values.length - 1 - edge]!] as const;
  };
  const [[left, right], [top, bottom]] = [cut(0), cut(1)];
  const w = Math.min(W, Math.max(160, (right - left) * 1.3, (bottom - top) * 1.4 * (W / H)));
  return { x: (left + right) / 2 - w / 2, y: (top + bottom) / 2 - (w * H) / W / 2, w };
}

function zoomed(box: Box, by: number, fx = 0.5, fy = 0.5): Box {
  const w = Math.max(25, Math.min(W * 1.4, box.w * by));
  const h = (w * H) / W;
  return { x: box.x + (box.w - w) * fx, y: box.y + ((box.w * H) / W - h) * fy, w };
}
