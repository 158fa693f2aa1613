import preact from "@preact/preset-vite";
import { defineConfig } from "vite";

const outDir = "../sco_graph/web/static";

/* The served pages: the explorer and the SPARQL editor; everything ends up in files of our own, as the server's content
   policy allows no inline script or style and no other host. */
const served = {
  outDir,
  emptyOutDir: true,
  assetsInlineLimit: 0,
  rollupOptions: { input: { index: "index.html", editor: "editor.html" } },
};

/* One script and one style sheet, with the map and the worker inside: sco_graph/single_file.py puts them into a page. */
const single = {
  outDir: `${outDir}/single`,
  emptyOutDir: true,
  copyPublicDir: false,
  assetsInlineLimit: 10_000_000,
  cssCodeSplit: false,
  rollupOptions: {
    input: "src/single.tsx",
    output: { codeSplitting: false, entryFileNames: "single.js", assetFileNames: "single.[ext]" },
  },
};

export default defineConfig(({ mode }) => ({
  base: "./",
  plugins: [preact()],
  // A module worker cannot start from a file that has no origin, as a page opened from the disk has none.
  worker: { format: mode === "single" ? ("iife" as const) : ("es" as const) },
  resolve: { alias: mode === "single" ? [{ find: /^(\.\/workers|\.\.\/outline)$/, replacement: "$1.inline" }] : [] },
  build: { modulePreload: { polyfill: false }, chunkSizeWarningLimit: 900, ...(mode === "single" ? single : served) },
  server: { proxy: { "/api": "http://127.0.0.1:8000", "/sparql": "http://127.0.0.1:8000" } },
}));
