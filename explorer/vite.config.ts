import preact from "@preact/preset-vite";
import { defineConfig } from "vite";

/* Two pages, the explorer and the SPARQL editor; everything ends up in files of our own, as the server's content policy
   allows no inline script or style and no other host. */
export default defineConfig({
  base: "./",
  plugins: [preact()],
  worker: { format: "es" },
  build: {
    outDir: "../sco_graph/web/static",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      input: {
        index: "index.html",
        editor: "editor.html",
      },
    },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8000", "/sparql": "http://127.0.0.1:8000" } },
});
