/* The explorer: one header, one page at a time, and the panel of the chosen thing. */

import { render } from "preact";
import { useEffect } from "preact/hooks";
import { change, go, here, networkOf } from "./address";
import { known, load, loadLargest, MOST_NODES, problem, state, totals } from "./graph/known";
import { selected, selectedEdge } from "./graph/scene";
import { ArticlePage, ArticlesPage } from "./pages/Articles";
import { MapPage } from "./pages/Map";
import { MatrixPage } from "./pages/Matrix";
import { NetworkPage } from "./pages/Network";
import { TimelinePage } from "./pages/Timeline";
import { Empty, Failed, Loading, PageHeader, PAGES, useAsk } from "./parts/bits";
import { LinePanel, ThingPanel } from "./parts/Panel";
import { Search } from "./parts/Search";
import "./style.css";

function App() {
  const { page, argument } = here.value;
  useEffect(() => {
    void load();
    const slash = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.key === "/" && !target.closest("input, textarea, select")) {
        event.preventDefault();
        document.getElementById("search")?.focus();
      }
    };
    addEventListener("keydown", slash);
    return () => removeEventListener("keydown", slash);
  }, []);
  useEffect(() => {
    if (page === "thing" && argument) go(networkOf(argument), true); // the address that linked data leads to
  }, [page, argument]);
  useEffect(() => {
    document.title = `${page === "article" ? "Article" : (PAGES[page] ?? "Not found")} · sco-graph`;
  }, [page]);
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById("main")?.focus(); }}>Skip to the content</a>
      <PageHeader page={page}>
        <Search id="search" label="Search the graph" placeholder="Search ( / )" />
      </PageHeader>
      <div class={`body ${hasPanel(page) ? "with-panel" : ""}`}>
        <main id="main" tabIndex={-1}>
          <Page page={page} argument={argument} />
        </main>
        {hasPanel(page) && <Panel />}
      </div>
    </>
  );
}

const hasPanel = (page: string) => page !== "article" && page !== "articles" && (selected.value !== null || selectedEdge.value !== null);

function Page({ page, argument }: { page: string; argument: string }) {
  if (page === "article") return <ArticlePage id={argument} />;
  if (page === "articles") return <ArticlesPage />;
  if (!(page in PAGES)) return <div class="page"><Empty>There is no page of this name. <a href="#/network">To the network</a></Empty></div>;
  if (state.value === "loading") return <Loading what="the graph" />;
  if (state.value === "failed") return <Failed error={problem.value} retry={() => void load()} />;
  if (known.order === 0) return <Empty>This graph is empty: build one from articles with <code>sco-graph build</code>.</Empty>;
  if (totals.value.communities && page !== "network") return <Largest page={page} />;
  return <Plain page={page} />;
}

/** A page of a graph that is too large: it shows the things with most facts. */
function Largest({ page }: { page: string }) {
  const { data, error, again } = useAsk("largest", () => loadLargest().then(() => true));
  if (error) return <Failed error={error} retry={again} />;
  if (!data) return <Loading what="the things with most facts" />;
  return (
    <>
      <p class="warning note" role="note">Of {totals.value.nodes.toLocaleString("en")} things, this page shows the {MOST_NODES.toLocaleString("en")} with most facts.</p>
      <Plain page={page} />
    </>
  );
}

function Plain({ page }: { page: string }) {
  if (page === "timeline") return <TimelinePage />;
  if (page === "map") return <MapPage />;
  if (page === "matrix") return <MatrixPage />;
  return <NetworkPage />;
}

function Panel() {
  const edge = selectedEdge.value;
  const id = selected.value;
  return (
    <aside class="panel" aria-label="Details">
      <button type="button" class="close" onClick={() => change({ sel: null, e: null })} aria-label="Close the details">✕</button>
      {edge ? <LinePanel key={edge.join("\n")} parts={edge} /> : id && <ThingPanel key={id} id={id} />}
    </aside>
  );
}

render(<App />, document.getElementById("app")!);
