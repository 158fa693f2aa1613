/* What one can take along: pictures, the network for other tools, the query behind it. */

import type { Drawing } from "./graph/drawing";
import { known } from "./graph/known";
import { scene, visible, readSeed } from "./graph/scene";
import { outline } from "./graph/shapes";
import { span } from "./address";
import { address, failure } from "./api";
import { LOOKS, clean, inWords, short } from "./looks";

export const FORMATS = {
  gexf: ["GEXF (Gephi)", "network.gexf"],
  graphml: ["GraphML", "network.graphml"],
  csv: ["CSV (nodes and edges)", "network.csv.zip"],
  cytoscape: ["Cytoscape JSON", "network.cyjs"],
  jsonld: ["JSON-LD", "network.jsonld"],
} as const;

export function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** What the picture shows, written by the server so that evidence comes along. */
export async function saveNetwork(format: keyof typeof FORMATS): Promise<void> {
  const answer = await fetch(address(`api/export/${format}`, { ...span.value }), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ids: [...visible.value.nodes] }),
  });
  if (!answer.ok) throw await failure(answer);
  save(await answer.blob(), FORMATS[format][1]);
}

/** The facts of the picture as a table, where no server writes it. */
export function saveFacts(): void {
  const name = (id: string) => known.getNodeAttribute(id, "label");
  const rows = visible.value.edges.keys().map((key) => {
    const [one, two] = known.extremities(key) as [string, string];
    const { predicate, articles, reference, from, until } = known.getEdgeAttributes(key);
    return [one, name(one), predicate, two, name(two), articles, reference ? "yes" : "", from, until];
  });
  const head = ["subject", "subject label", "predicate", "object", "object label", "articles", "reference", "from", "until"];
  save(new Blob([toCsv([head, ...rows])], { type: "text/csv" }), "facts.csv");
}

export async function savePng(drawing: Drawing, dark: boolean): Promise<void> {
  const { sigma } = drawing;
  sigma.refresh(); // WebGL forgets a frame once it is shown: draw it anew, and copy it at once
  const { width, height } = sigma.getDimensions();
  const ratio = window.devicePixelRatio || 1;
  const canvas = document.createElement("canvas");
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const pen = canvas.getContext("2d")!;
  pen.fillStyle = dark ? "#15181c" : "#fbfbf9";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const layers = sigma.getCanvases();
  for (const name of ["cloud", "edges", "edgeLabels", "nodes", "labels", "hovers", "hoverNodes"])
    if (layers[name]) pen.drawImage(layers[name], 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  if (blob) save(blob, "network.png");
}

const escape = (text: string) =>
  clean(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** The picture as SVG, for papers: whole, in light colours, whatever part of it the screen shows. */
export function toSvg(drawing: Drawing): string {
  const { graph } = drawing;
  const { nodes, edges } = visible.value;
  const points = [...nodes].filter((id) => graph.hasNode(id)).map((id) => [id, graph.getNodeAttributes(id)] as const);
  const xs = points.map(([, data]) => data.x);
  const ys = points.map(([, data]) => -data.y);
  const [left, top] = [Math.min(...xs) - 80, Math.min(...ys) - 60];
  const [width, height] = [Math.max(...xs) - left + 160, Math.max(...ys) - top + 60];
  const unit = Math.max(width, height) / 1000;
  const lines: string[] = [];
  edges.forEach((key, from, to) => {
    if (!graph.hasNode(from) || !graph.hasNode(to)) return;
    const [one, two] = [graph.getNodeAttributes(from), graph.getNodeAttributes(to)];
    const curvature = graph.hasEdge(key) ? ((graph.getEdgeAttributes(key) as unknown as { curvature?: number }).curvature ?? 0) : 0;
    const [dx, dy] = [two.x - one.x, -two.y + one.y];
    const [mx, my] = [(one.x + two.x) / 2 - dy * curvature, (-one.y - two.y) / 2 + dx * curvature];
    lines.push(`<path d="M${f(one.x)} ${f(-one.y)}Q${f(mx)} ${f(my)} ${f(two.x)} ${f(-two.y)}"><title>${escape(inWords(known.getEdgeAttribute(key, "predicate")))}</title></path>`);
  });
  const marks = points.map(([, data]) => {
    const size = (data as unknown as { size: number }).size;
    return `<path d="${outline(data.family, data.x, -data.y, size * unit)}" fill="${LOOKS[data.family]!.light}"><title>${escape(data.label)}</title></path>`;
  });
  const largest = [...points].sort((a, b) => known.degree(b[0]) - known.degree(a[0])).slice(0, 60);
  const names = largest.map(([, data]) => `<text x="${f(data.x)}" y="${f(-data.y - 9 * unit)}">${escape(short(data.label))}</text>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${f(left)} ${f(top)} ${f(width)} ${f(height)}" font-family="DejaVu Sans, sans-serif" font-size="${f(11 * unit)}">`,
    `<g fill="none" stroke="#b0b5bb" stroke-width="${f(unit)}">${lines.join("")}</g>`,
    `<g stroke="#fff" stroke-width="${f(0.8 * unit)}" class="things">${marks.join("")}</g>`,
    `<g text-anchor="middle" fill="#1d2126" stroke="#fff" stroke-width="${f(3 * unit)}" paint-order="stroke" stroke-linejoin="round">${names.join("")}</g>`,
    "</svg>\n",
  ].join("\n");
}

const f = (value: number) => String(Math.round(value * 100) / 100);

/** The SPARQL query that gives the facts of the picture. */
export function toSparql(): string {
  const { seeds, path, hidden } = scene.value;
  const prefixes = "PREFIX sco: <https://w3id.org/sco-graph/ontology#>\nPREFIX id: <https://w3id.org/sco-graph/id/>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n\n";
  const iri = (id: string) => (/^[A-Za-z0-9_]+$/.test(id) ? `id:${id}` : id.includes("://") ? `<${id}>` : `<https://w3id.org/sco-graph/id/${encodeURI(id)}>`);
  const parts = seeds.map((seed) => {
    const { id, relation } = readSeed(seed);
    const link = relation ? `sco:${relation}` : "?link";
    return `  { BIND(${iri(id)} AS ?a) ?a ${link} ?b } UNION { BIND(${iri(id)} AS ?b) ?a ${link} ?b }`;
  });
  if (path.length) parts.push(`  { VALUES ?a { ${path.map(iri).join(" ")} } VALUES ?b { ${path.map(iri).join(" ")} } ?a ?link ?b }`);
  if (!parts.length) parts.push("  ?a ?link ?b .");
  const { first, last } = span.value;
  const years =
    first === null && last === null
      ? ""
      : `  OPTIONAL { ?a sco:startDate|sco:adoptedOn ?date }\n  FILTER(!BOUND(?date) || (${[first && `SUBSTR(STR(?date), 1, 4) >= "${first}"`, last && `SUBSTR(STR(?date), 1, 4) <= "${last}"`].filter(Boolean).join(" && ")}))\n`;
  const gone = hidden.length ? `  FILTER(?a NOT IN (${hidden.map(iri).join(", ")}) && ?b NOT IN (${hidden.map(iri).join(", ")}))\n` : "";
  return `${prefixes}SELECT DISTINCT ?a ?link ?b WHERE {\n${parts.join("\n  UNION\n")}\n  ?a ?link ?b .\n  FILTER(STRSTARTS(STR(?link), STR(sco:)) && STRSTARTS(STR(?b), STR(id:)) && STRSTARTS(STR(?a), STR(id:)))\n${years}${gone}}\nLIMIT 5000\n`;
}

/** What a table of the page shows, as CSV. */
export function toCsv(rows: (string | number | null | undefined)[][]): string {
  const cell = (value: string | number | null | undefined) => {
    const text = value === null || value === undefined ? "" : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

export const hasAnything = (): boolean => known.order > 0;
