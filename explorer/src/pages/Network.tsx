/* The network: expand and collapse, paths, hide, pin, undo; layouts, sizes, filters, years; export. */

import { useEffect, useRef, useState } from "preact/hooks";
import { useSignalEffect } from "@preact/signals";
import { change, here, hrefOf, networkOf } from "../address";
import { api } from "../api";
import { FORMATS, save, saveFacts, saveNetwork, savePng, toSparql, toSvg } from "../exports";
import { Drawing } from "../graph/drawing";
import { asking, edgeKey, ensure, known, loadCommunity, members, part, totals } from "../graph/known";
import { layOut } from "../graph/layouts";
import { MANY_FACTS, MOST_LINES } from "../graph/cloud";
import * as Scene from "../graph/scene";
import { classInWords, dates, inWords, LOOKS, short } from "../looks";
import { Loading, Menu, Name } from "../parts/bits";
import { TimeSlider } from "../parts/TimeSlider";
import { dark } from "../theme";

const { scene, selected, selectedEdge, shown, visible } = Scene;

interface Hover {
  text: string;
  detail: string;
  x: number;
  y: number;
}

export function NetworkPage() {
  const frame = useRef<HTMLDivElement>(null);
  const drawing = useRef<Drawing | null>(null);
  const [problem, setProblem] = useState("");
  const [hover, setHover] = useState<Hover | null>(null);
  const [busy, setBusy] = useState(false);
  const [notice, setNotice] = useState("");

  useEffect(() => {
    try {
      drawing.current = new Drawing(frame.current!, handlers(setHover), dark.value);
    } catch (error) {
      setProblem(`This browser cannot draw with WebGL (${error instanceof Error ? error.message : error}). The list of things, the timeline and the other pages work without it.`);
      return;
    }
    (window as unknown as { scoExplorer: unknown }).scoExplorer = { drawing: drawing.current, known, visible };
    return () => {
      drawing.current?.kill();
      drawing.current = null;
    };
  }, []);

  useShown(drawing, setBusy, setProblem);
  useSignalEffect(() => drawing.current?.theme(dark.value));
  useSignalEffect(() => {
    drawing.current?.filter(look());
  });

  const { nodes, edges } = visible.value;
  return (
    <div class="network-page">
      <Toolbar drawing={drawing} say={setNotice} />
      <div class="canvas-frame">
        <div
          ref={frame}
          class="canvas"
          tabIndex={0}
          role="application"
          aria-roledescription="network"
          aria-label={`Network of ${nodes.size} things and ${edges.size} facts. Arrow keys move it, plus and minus zoom, zero shows all, Enter expands the chosen thing, Delete hides it, U undoes. The list of things below holds the same.`}
          onKeyDown={(event) => keys(event, drawing.current)}
        />
        <Legend />
        {hover && (
          <Tip hover={hover} />
        )}
        {busy && <p class="busy" role="status">Working out positions…</p>}
        {problem && <p class="state failed" role="alert">{problem}</p>}
        {!problem && nodes.size === 0 && asking.value > 0 && <div class="over"><Loading what="what is joined to it" /></div>}
        {!problem && nodes.size === 0 && asking.value === 0 && (
          <p class="state over" role="status">
            Nothing is left to show: widen the years, switch a kind of thing on again, or <a href="#/network">show everything</a>.
          </p>
        )}
        <p class="unseen" role="status">{notice}</p>
      </div>
      <TimeSlider />
      <ListOfThings />
    </div>
  );
}

/** What is to be seen of the picture, and what is chosen in it. */
function look() {
  const edge = selectedEdge.value;
  return { ...visible.value, chosen: selected.value, chosenEdge: edge ? edgeKey(...edge) : null };
}

function Tip({ hover }: { hover: Hover }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const frame = box.current!.parentElement!;
    box.current!.style.left = `${Math.max(4, Math.min(hover.x + 14, frame.clientWidth - box.current!.offsetWidth - 6))}px`;
    box.current!.style.top = `${Math.max(4, Math.min(hover.y + 14, frame.clientHeight - box.current!.offsetHeight - 6))}px`;
  });
  return (
    <div class="tip" role="tooltip" ref={box}>
      <strong><Name text={hover.text} /></strong>
      <span class="quiet">{hover.detail}</span>
    </div>
  );
}

function handlers(setHover: (hover: Hover | null) => void) {
  return {
    node: (id: string) => Scene.select(id),
    open: (id: string) => (Scene.isCommunity(id) ? Scene.enter(id) : scene.value.seeds.length || scene.value.path.length ? (Scene.isExpanded(id) ? Scene.collapse(id) : Scene.expand(id)) : Scene.only(id)),
    edge: (key: string) => Scene.selectEdge(key),
    nothing: () => change({ sel: null, e: null }),
    dropped: (id: string, x: number, y: number) => Scene.setPin(id, [x, y]),
    hover: (what: { node?: string; edge?: string } | null, at: { x: number; y: number }) => {
      if (what?.node && known.hasNode(what.node)) {
        const data = known.getNodeAttributes(what.node);
        const size = data.members === undefined ? `${known.degree(what.node)} facts` : `${data.members.toLocaleString("en")} things`;
        setHover({ ...at, text: data.label, detail: [classInWords(data.class), dates(data), size].filter(Boolean).join(" · ") });
      } else if (what?.edge && known.hasEdge(what.edge)) {
        const edge = known.getEdgeAttributes(what.edge);
        const [one, two] = known.extremities(what.edge).map((id) => known.getNodeAttribute(id, "label"));
        if (edge.weight !== undefined) return setHover({ ...at, text: `${one} — ${two}`, detail: `${edge.weight.toLocaleString("en")} facts join them` });
        const by = [edge.articles ? `${edge.articles} ${edge.articles === 1 ? "article" : "articles"}` : "", edge.reference ? "reference tables" : ""].filter(Boolean).join(", ");
        setHover({ ...at, text: `${one} — ${inWords(edge.predicate)} → ${two}`, detail: `${by}; click to see who says so` });
      } else setHover(null);
    },
  };
}

/* Load what the seeds need, then draw what is shown, then find positions for it. */
function useShown(drawing: { current: Drawing | null }, setBusy: (busy: boolean) => void, setProblem: (text: string) => void) {
  const task = useRef<AbortController | null>(null);
  const drawn = useRef<Set<string> | null>(null);
  useEffect(() => {
    void Promise.all([...scene.value.seeds, ...scene.value.path].map((seed) => ensure(Scene.readSeed(seed).id))).catch((error: unknown) =>
      setProblem(error instanceof Error ? error.message : String(error)),
    );
  }, [scene.value.seeds.join("\n"), scene.value.path.join("\n"), totals.value.truncated]);

  const { community } = scene.value;
  useEffect(() => {
    if (community !== null && totals.value.communities) loadCommunity(community).catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)));
  }, [community, totals.value.communities]);

  const { layout, pins, size } = scene.value;
  const ids = shown.value;
  const places = `${layout} ${[...pins].join(" ")}`;
  useEffect(() => {
    const picture = drawing.current;
    if (!picture) return;
    task.current?.abort();
    const stop = (task.current = new AbortController());
    const slow = setTimeout(() => setBusy(true), 300);
    const again = drawn.current !== ids;
    // Of a large whole, things stand where the server put them as soon as they are shown: no need to place them again.
    const placed = again && layout === "force" && !pins.size && Scene.isWhole() && ids.size > 1000;
    const draw = async () => {
      if (again) {
        const facts = Scene.among(ids);
        if (facts.size > MANY_FACTS) await picture.showLarge(known, [...ids], size, look, stop.signal);
        else picture.show(part(ids, facts), size, look(), !placed);
        drawn.current = ids;
      }
      const positions = placed ? null : await layOut(picture.graph, layout, stop.signal);
      if (stop.signal.aborted) return;
      if (positions) await picture.place(positions, pins, !matchMedia("(prefers-reduced-motion: reduce)").matches);
      document.documentElement.dataset.drawn = String(picture.graph.order);
    };
    draw()
      .catch((error: unknown) => {
        if (!stop.signal.aborted) setProblem(error instanceof Error ? error.message : String(error));
      })
      .finally(() => {
        clearTimeout(slow);
        if (task.current === stop) setBusy(false);
      });
  }, [ids, places]);
  useEffect(() => {
    void drawing.current?.resizeTo(size);
  }, [size]);
}

function keys(event: KeyboardEvent, picture: Drawing | null): void {
  if (!picture || event.ctrlKey || event.metaKey || event.altKey) return;
  const camera = picture.sigma.getCamera();
  const step = 0.12 * camera.ratio;
  const move = (x: number, y: number) => camera.animate({ x: camera.x + x, y: camera.y + y }, { duration: 100 });
  const moves: Record<string, () => unknown> = {
    ArrowLeft: () => move(-step, 0),
    ArrowRight: () => move(step, 0),
    ArrowUp: () => move(0, step),
    ArrowDown: () => move(0, -step),
    "+": () => camera.animatedZoom({ duration: 120 }),
    "=": () => camera.animatedZoom({ duration: 120 }),
    "-": () => camera.animatedUnzoom({ duration: 120 }),
    "0": () => picture.fit(),
    u: () => Scene.undo(),
    Escape: () => change({ sel: null, e: null }),
    Enter: () => selected.value && handlers(() => undefined).open(selected.value),
    Delete: () => selected.value && Scene.hide(selected.value),
    f: () => selected.value && picture.goTo(selected.value),
  };
  const action = moves[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

function Legend() {
  const counts = Scene.families.value;
  const { off } = scene.value;
  return (
    <details class="legend" open={innerWidth > 900}>
      <summary>Legend and filter</summary>
      <ul class="plain">
        {Object.entries(LOOKS).filter(([family]) => counts.has(family)).map(([family, look]) => (
          <li key={family}>
            <label>
              <input type="checkbox" checked={!off.includes(family)} onChange={() => Scene.toggleFamily(family)} />
              <span class={`dot f-${family}`} aria-hidden="true" />
              {look.name} <span class="count">{counts.get(family)!.toLocaleString("en")}</span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Toolbar({ drawing, say }: { drawing: { current: Drawing | null }; say: (text: string) => void }) {
  const { seeds, path, hidden, layout, size, community } = scene.value;
  const { nodes, edges } = visible.value;
  const partial = seeds.length > 0 || path.length > 0;
  const communities = totals.value.communities && !partial && community === null;
  const inside = totals.value.communities && !partial && community !== null ? insideOf(community) : null;
  const done = (promise: Promise<void> | void, words: string) =>
    Promise.resolve(promise).then(() => say(words), (error: unknown) => say(error instanceof Error ? error.message : String(error)));
  return (
    <div class="toolbar" role="toolbar" aria-label="Network">
      <span class="figures" role="status">
        {communities
          ? `${nodes.size.toLocaleString("en")} communities of ${totals.value.nodes.toLocaleString("en")} things`
          : `${nodes.size.toLocaleString("en")} things, ${edges.size.toLocaleString("en")} facts`}
        {partial ? ` of ${totals.value.nodes.toLocaleString("en")}` : ""}
      </span>
      {communities && <span class="warning" role="note">too many to draw each: double-click a community to go in, or search</span>}
      {inside !== null && <span class="warning" role="note">{inside}</span>}
      {!partial && edges.size > MOST_LINES && <span class="quiet" role="note">lines thinned; a chosen thing's are all drawn</span>}
      <span class="spring" />
      {(partial || community !== null) && <button type="button" onClick={() => Scene.whole()}>{totals.value.communities ? "All communities" : "Show everything"}</button>}
      {hidden.length > 0 && <button type="button" onClick={() => Scene.alter({ x: null })}>Unhide {hidden.length}</button>}
      <button type="button" disabled={!Scene.canUndo.value} onClick={() => Scene.undo()}>Undo</button>
      <button type="button" onClick={() => drawing.current?.fit()}>Fit</button>
      <label class="choice">
        Layout
        <select value={layout} onChange={(event) => Scene.alter({ layout: event.currentTarget.value, pin: null })}>
          {Object.entries(Scene.LAYOUTS).map(([key, name]) => <option key={key} value={key}>{name}</option>)}
        </select>
      </label>
      <label class="choice">
        Size
        <select value={size} onChange={(event) => change({ size: event.currentTarget.value })}>
          {Object.entries(Scene.SIZES).map(([key, name]) => <option key={key} value={key}>{name}</option>)}
        </select>
      </label>
      <Menu label="Export">
        <button type="button" onClick={() => drawing.current && done(savePng(drawing.current, dark.value), "Saved as PNG")}>PNG picture</button>
        <button type="button" onClick={() => drawing.current && done(save(new Blob([toSvg(drawing.current)], { type: "image/svg+xml" }), "network.svg"), "Saved as SVG")}>SVG picture</button>
        {api.online && !communities ? (
          <>
            {Object.entries(FORMATS).map(([format, [name]]) => (
              <button key={format} type="button" onClick={() => done(saveNetwork(format as keyof typeof FORMATS), `Saved as ${name}`)}>{name}</button>
            ))}
            <a href={`editor.html#query=${encodeURIComponent(toSparql())}`}>The SPARQL behind it</a>
          </>
        ) : <button type="button" onClick={() => done(saveFacts(), "Saved as CSV")}>CSV (facts)</button>}
        <button type="button" onClick={() => done(copyAddress(), "Address copied")}>Copy this view's address</button>
      </Menu>
    </div>
  );
}

/** What the things of a community are, in words. */
function insideOf(community: number): string | null {
  const id = `community:${community}`;
  if (!known.hasNode(id)) return null;
  const { label, members: count = 0 } = known.getNodeAttributes(id);
  const sent = members.value.get(community)?.length ?? count;
  const which = sent < count ? `the ${sent.toLocaleString("en")} best connected of ${count.toLocaleString("en")} things` : `${count.toLocaleString("en")} things`;
  return `${which} of the community ${short(label, 60)}`;
}

async function copyAddress(): Promise<void> {
  if (!navigator.clipboard) throw new Error("This browser lets no page copy: take the address from its address bar.");
  await navigator.clipboard.writeText(location.href);
}

/* The same things as a list: for whoever does not see or use the picture. */
function ListOfThings() {
  const [open, setOpen] = useState(false);
  const [most, setMost] = useState(100);
  const ids = open ? [...visible.value.nodes].sort((a, b) => known.degree(b) - known.degree(a)) : [];
  return (
    <details class="things" onToggle={(event) => setOpen((event.currentTarget as HTMLDetailsElement).open)}>
      <summary>List of things in the picture</summary>
      {open && (
        <ul class="plain columns">
          {ids.slice(0, most).map((id) => {
            const data = known.getNodeAttributes(id);
            return (
              <li key={id}>
                <a class="thing" href={hrefOf("network", "", { ...Object.fromEntries(here.value.parameters), sel: id, e: null })}>
                  <span class={`dot f-${data.family}`} aria-hidden="true" /> <Name text={data.label} />
                </a>{" "}
                <span class="quiet">{dates(data)}</span>
              </li>
            );
          })}
        </ul>
      )}
      {open && ids.length > most && <button type="button" onClick={() => setMost(most + 500)}>{ids.length - most} more</button>}
    </details>
  );
}

export { networkOf };
