/* The page round the drawing.  Everything that the graph says reaches the page through textContent only. */
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const root = document.documentElement;
  const hidden = { classes: new Set(), relations: new Set() };
  const years = data.about.filter((a) => a.dated && (a.start || a.end))
    .flatMap((a) => [Number((a.start || a.end).slice(0, 4)), Number((a.end || a.start).slice(0, 4))]);
  const span = { first: Math.min(...years), last: Math.max(...years) };
  const full = { ...span };
  let network, nodes, edges, chosen = { node: null, edge: null };

  /* Make an element: el("p", {class: "x"}, "text", child, ...).  Strings become text, never markup. */
  function el(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else if (value !== null && value !== undefined) made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }
  const bdi = (text) => el("bdi", { dir: "auto" }, text);
  const dark = () => root.dataset.theme === "dark";
  const colour = (family) => data.looks[family][dark() ? "dark" : "light"];
  const dates = (about) => [about.start, about.end].filter(Boolean).join(" – ");

  /* ---- drawing ---- */
  function paint() {
    const ink = getComputedStyle(root).getPropertyValue("--text").trim();
    const ground = getComputedStyle(root).getPropertyValue("--ground").trim();
    const line = dark() ? "#5d6873" : "#a9afb6";
    const accent = getComputedStyle(root).getPropertyValue("--accent").trim();
    nodes.update(data.nodes.map((node) => {
      const own = colour(data.about[node.id].family);
      return {
        id: node.id, font: { ...(nodes.get(node.id).font || {}), color: ink, strokeColor: ground },
        color: { background: own, border: ground, highlight: { background: own, border: ink }, hover: { background: own, border: ink } },
      };
    }));
    network.setOptions({ edges: { color: { color: line, highlight: accent, hover: accent, inherit: false }, font: { color: ink, strokeColor: ground } } });
  }

  function draw() {
    nodes = new vis.DataSet(data.nodes.map((node) => ({ ...node, title: undefined })));
    edges = new vis.DataSet(data.edges.map((edge) => ({ ...edge, title: undefined })));
    network = new vis.Network($("network"), { nodes, edges }, {
      autoResize: true,
      physics: { enabled: data.physics, stabilization: { iterations: 200 } },
      layout: { improvedLayout: false },
      interaction: { hover: true, tooltipDelay: 100000, keyboard: { enabled: true, bindToWindow: false }, multiselect: false, hideEdgesOnDrag: data.edges.length > 3000 },
      nodes: { borderWidth: 1.5, borderWidthSelected: 3, font: { size: 14, strokeWidth: 4 }, scaling: { label: { drawThreshold: 6 } } },
      edges: { width: 1, hoverWidth: 1, selectionWidth: 1.5, arrows: { to: { enabled: true, scaleFactor: 0.45 } }, font: { size: 11, strokeWidth: 3, align: "middle" } },
    });
    network.on("click", (event) => {
      if (event.nodes.length) choose(event.nodes[0]);
      else if (event.edges.length) chooseEdge(event.edges[0]);
      else clear();
    });
    network.on("hoverNode", (event) => hover(event.pointer.DOM, aboutNode(event.node)));
    network.on("hoverEdge", (event) => hover(event.pointer.DOM, aboutEdge(event.edge)));
    for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(name, () => { $("hover").hidden = true; });
    network.on("zoom", relabel);
    paint();
  }

  /* The names of the largest things stay readable however far one goes out, as far as they do not collide. */
  const largest = [...data.nodes].sort((a, b) => b.size - a.size).slice(0, 60);
  let shownAt = 0;
  function relabel() {
    const scale = network.getScale();
    if (Math.abs(Math.log(scale / shownAt)) < 0.15) return;
    shownAt = scale;
    const taken = [];
    nodes.update(largest.map((node) => {
      const x = node.x * scale, y = (node.y + node.size) * scale, half = node.label.length * 3.4 + 4;
      const free = !taken.some((box) => Math.abs(box.x - x) < box.half + half && Math.abs(box.y - y) < 15);
      if (free) taken.push({ x, y, half });
      const size = free ? Math.max(14, Math.min(140, 12 / scale)) : 14;
      return { id: node.id, font: { ...nodes.get(node.id).font, size, strokeWidth: size / 3.5 } };
    }));
  }

  /* ---- what a thing or a fact says, as elements ---- */
  function aboutNode(id) {
    const about = data.about[id];
    return [
      el("p", {}, el("strong", {}, bdi(about.label))),
      el("p", { class: "kind" }, [about.class, dates(about)].filter(Boolean).join(" · ")),
    ];
  }

  function reasons(why) {
    const made = why.evidence.flatMap((reason) => {
      const article = data.articles[reason.article] || {};
      const source = [article.title || reason.article, article.publisher, article.issued].filter(Boolean).join(" · ");
      const sure = "sure " + Math.round(reason.confidence * 100) + " %" + (reason.rule ? ", by " + reason.rule : "");
      const from = reason.resolved_from ? ", read from “" + reason.resolved_from + "”" : "";
      return [el("blockquote", { dir: "auto" }, reason.quote), el("cite", { dir: "auto" }, source + " (" + sure + from + ")")];
    });
    if (why.more) made.push(el("p", { class: "kind" }, "and " + why.more + " more sentences"));
    if (why.reference) made.push(el("p", { class: "kind" }, "Stated in the curated reference tables."));
    if (!why.evidence.length && !why.reference) made.push(el("p", { class: "kind" }, "Stated in " + (why.articles.join(", ") || "an unnamed source") + "."));
    return made;
  }

  function held(why) {
    return why.from || why.until ? " (" + (why.from || "…") + " – " + (why.until || "") + ")" : "";
  }

  function aboutEdge(id) {
    const edge = data.edges[id], why = data.why[id];
    return [
      el("p", {}, bdi(data.about[edge.from].label), " — ", el("strong", {}, why.predicate), " → ", bdi(data.about[edge.to].label), held(why)),
      ...reasons(why),
    ];
  }

  function hover(at, content) {
    const box = $("hover");
    box.replaceChildren(...content);
    box.hidden = false;
    const frame = $("picture-frame");
    box.style.left = Math.max(4, Math.min(at.x + 14, frame.clientWidth - box.offsetWidth - 8)) + "px";
    box.style.top = Math.max(4, Math.min(at.y + 14, frame.clientHeight - box.offsetHeight - 8)) + "px";
  }

  /* ---- the panel ---- */
  function thing(id) {
    return el("button", { type: "button", class: "thing", onclick: () => choose(id, true) }, bdi(data.about[id].label));
  }

  function choose(id, move) {
    chosen = { node: id, edge: null };
    network.selectNodes([id]);
    if (move) network.focus(id, { scale: Math.max(0.8, network.getScale()), animation: !matchMedia("(prefers-reduced-motion: reduce)").matches });
    label(network.getConnectedEdges(id));
    const about = data.about[id];
    const groups = new Map();
    data.edges.forEach((edge, number) => {
      if (edge.from !== id && edge.to !== id) return;
      const out = edge.from === id;
      const key = (out ? "" : "← ") + data.why[number].predicate;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push([number, out ? edge.to : edge.from]);
    });
    const facts = about.facts.map(([name, value]) => [el("dt", {}, name), el("dd", {}, bdi(value))]).flat();
    $("panel").replaceChildren(
      el("h2", { dir: "auto" }, about.label),
      el("p", { class: "kind" }, [about.class, dates(about)].filter(Boolean).join(" · ")),
      about.others.length ? el("p", { class: "kind", dir: "auto" }, "Also: " + about.others.join("; ")) : "",
      about.wikidata ? el("p", { class: "kind" }, "Wikidata: " + about.wikidata) : "",
      facts.length ? el("dl", {}, ...facts) : "",
      ...[...groups].sort().flatMap(([name, rows]) => [
        el("h3", {}, name + " (" + rows.length + ")"),
        el("ul", {}, ...rows.map(([number, other]) => el("li", {}, thing(other), held(data.why[number]),
          el("details", {}, el("summary", {}, "who says so?"), ...reasons(data.why[number]))))),
      ]),
    );
    $("panel").scrollTop = 0;
  }

  function chooseEdge(id) {
    chosen = { node: null, edge: id };
    label([id]);
    const edge = data.edges[id], why = data.why[id];
    $("panel").replaceChildren(
      el("h2", {}, why.predicate),
      el("p", {}, thing(edge.from), " → ", thing(edge.to), held(why)),
      ...reasons(why),
    );
  }

  function clear() {
    chosen = { node: null, edge: null };
    network.unselectAll();
    label([]);
    $("panel").replaceChildren(el("p", { class: "hint" }, "Click a thing or a line, or search for one, to see its facts and the sentences that state them."));
  }

  let labelled = [];
  function label(ids) {
    edges.update(labelled.map((id) => ({ id, label: undefined })));
    labelled = ids.length <= 40 ? ids : [];
    edges.update(labelled.map((id) => ({ id, label: data.why[id].predicate })));
  }

  /* ---- filters ---- */
  function within(about) {
    if (!about.dated || (span.first === full.first && span.last === full.last)) return true;
    if (!about.start && !about.end) return false;
    const first = Number((about.start || about.end).slice(0, 4)), last = Number((about.end || about.start).slice(0, 4));
    return last >= span.first && first <= span.last;
  }

  function filter() {
    const seen = data.about.map((about) => !hidden.classes.has(about.family) && within(about));
    const narrowed = span.first !== full.first || span.last !== full.last;
    const kept = data.edges.map((edge, id) => seen[edge.from] && seen[edge.to] && !hidden.relations.has(data.why[id].predicate));
    if (narrowed) {
      const touched = new Set();
      data.edges.forEach((edge, id) => { if (kept[id]) touched.add(edge.from).add(edge.to); });
      data.about.forEach((about, id) => { if (!about.dated && !touched.has(id)) seen[id] = false; });
    }
    nodes.update(data.nodes.map((node) => ({ id: node.id, hidden: !seen[node.id] })));
    edges.update(data.edges.map((edge) => ({ id: edge.id, hidden: !kept[edge.id] })));
    const things = seen.filter(Boolean).length, facts = kept.filter(Boolean).length;
    $("summary").textContent = things.toLocaleString("en") + " things, " + facts.toLocaleString("en") + " facts";
    $("nothing").hidden = things > 0;
  }

  const SHAPES = {
    dot: "M6 1a5 5 0 1 0 .01 0z", square: "M1.5 1.5h9v9h-9z", diamond: "M6 0l6 6-6 6-6-6z", triangle: "M6 1l5.5 10H.5z",
    triangleDown: "M6 11L.5 1h11z", star: "M6 .5l1.6 3.6 3.9.4-2.9 2.6.8 3.9L6 9l-3.4 2 .8-3.9L.5 4.5l3.9-.4z", hexagon: "M3 1h6l3 5-3 5H3L0 6z",
  };
  function swatch(family) {
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("width", "12"); svg.setAttribute("height", "12"); svg.setAttribute("viewBox", "0 0 12 12"); svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(space, "path");
    path.setAttribute("d", SHAPES[data.looks[family].shape]); path.setAttribute("fill", colour(family));
    svg.append(path);
    return svg;
  }

  function checks(list, into, counts, name, mark) {
    $(list).replaceChildren(...[...counts].map(([key, count]) => {
      const box = el("input", { type: "checkbox", onchange: (event) => { into[event.target.checked ? "delete" : "add"](key); filter(); } });
      box.checked = !into.has(key);
      return el("li", {}, el("label", {}, box, mark ? mark(key) : "", el("span", {}, name(key)), el("span", { class: "count" }, String(count))));
    }));
  }

  function tally(rows, key) {
    const counts = new Map();
    rows.forEach((row) => counts.set(key(row), (counts.get(key(row)) || 0) + 1));
    return counts;
  }

  function legend() {
    const counts = tally(data.about, (about) => about.family);
    const ordered = Object.keys(data.looks).filter((key) => counts.has(key)).map((key) => [key, counts.get(key)]);
    checks("classes", hidden.classes, ordered, (key) => data.looks[key].name, swatch);
    checks("relations", hidden.relations, [...tally(data.why, (why) => why.predicate)].sort((a, b) => b[1] - a[1]), (key) => key);
  }

  function slider() {
    $("span").hidden = !years.length || full.first === full.last;
    for (const end of ["first", "last"]) {
      const input = $(end);
      Object.assign(input, { min: full.first, max: full.last, step: 1 });
      input.value = span[end];
      $(end + "-year").textContent = span[end];
      input.addEventListener("input", () => {
        span[end] = Number(input.value);
        const other = end === "first" ? "last" : "first";
        if (span.first > span.last) { span[other] = span[end]; $(other).value = span[end]; $(other + "-year").textContent = span[end]; }
        $(end + "-year").textContent = span[end];
        filter();
      });
    }
  }

  /* ---- search ---- */
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const index = data.about.map((about, id) => ({ id, text: fold([about.label, ...about.others].join(" \n ")) }));
  let matches = [], active = -1;
  function search() {
    const words = fold($("search").value).split(/\s+/).filter(Boolean);
    matches = !words.length ? [] : index.filter((row) => words.every((word) => row.text.includes(word)))
      .sort((a, b) => Number(b.text.startsWith(words[0])) - Number(a.text.startsWith(words[0]))).slice(0, 30).map((row) => row.id);
    active = matches.length ? 0 : -1;
    offer(words.length > 0);
  }
  function offer(open) {
    $("found").replaceChildren(...matches.map((id, row) => el("li", { id: "found-" + row, role: "option", "aria-selected": String(row === active), onmousedown: (event) => { event.preventDefault(); take(row); } },
      bdi(data.about[id].label), " ", el("small", {}, [data.about[id].class, dates(data.about[id])].filter(Boolean).join(" · ")))));
    if (open && !matches.length) $("found").replaceChildren(el("li", { role: "option", "aria-selected": "false", "aria-disabled": "true" }, "Nothing here has such a name."));
    $("found").hidden = !open;
    $("search").setAttribute("aria-expanded", String(open));
    if (active >= 0) { $("search").setAttribute("aria-activedescendant", "found-" + active); $("found").children[active].scrollIntoView({ block: "nearest" }); }
    else $("search").removeAttribute("aria-activedescendant");
  }
  function take(row) {
    const id = matches[row];
    if (id === undefined) return;
    offer(false);
    if (nodes.get(id).hidden) { hidden.classes.clear(); Object.assign(span, full); hidden.relations.clear(); legend(); slider(); filter(); }
    choose(id, true);
  }

  /* ---- buttons, keys, theme ---- */
  function theme(name) {
    root.dataset.theme = name;
    if (network) { paint(); legend(); }
  }
  function wire() {
    $("search").addEventListener("input", search);
    $("search").addEventListener("blur", () => offer(false));
    $("search").addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (matches.length) active = (active + (event.key === "ArrowDown" ? 1 : matches.length - 1)) % matches.length;
        offer(matches.length > 0);
      } else if (event.key === "Enter") take(active);
      else if (event.key === "Escape") { matches = []; active = -1; offer(false); }
    });
    $("fit").addEventListener("click", () => { network.fit({ animation: false }); relabel(); });
    $("theme").addEventListener("click", () => theme(dark() ? "light" : "dark"));
    $("picture").addEventListener("click", () => {
      const canvas = document.querySelector("#network canvas"), copy = el("canvas", { width: canvas.width, height: canvas.height });
      const pen = copy.getContext("2d");
      pen.fillStyle = getComputedStyle(root).getPropertyValue("--ground");
      pen.fillRect(0, 0, copy.width, copy.height);
      pen.drawImage(canvas, 0, 0);
      el("a", { href: copy.toDataURL("image/png"), download: "network.png" }).click();
    });
    document.addEventListener("keydown", (event) => {
      if (event.target instanceof HTMLInputElement) return;
      if (event.key === "/") { event.preventDefault(); $("search").focus(); }
      else if (event.key === "0") network.fit({ animation: false });
      else if (event.key === "Escape") clear();
    });
  }

  root.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  draw();
  legend();
  slider();
  wire();
  filter();
  network.once("afterDrawing", () => {
    network.fit({ animation: false });
    relabel();
    if (data.chosen !== null) choose(data.chosen);
    root.dataset.ready = "yes";
  });
  /* For whoever embeds or tests the page. */
  window.scoGraphView = { choose, network, visible: () => data.nodes.filter((n) => !nodes.get(n.id).hidden).map((n) => data.about[n.id].label), position: (id) => network.canvasToDOM(network.getPosition(id)) };
})();
