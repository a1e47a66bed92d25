import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { listFiles } from "./src/service-worker/list-files.ts";

const version = /^version = "(.+)"$/m.exec(readFileSync("../pyproject.toml", "utf8"))?.[1] ?? "";

const FIRST_LOAD =
  /node_modules\/(?!qr\/)|src\/(api|duties|forms|local|records\/(?!i18n|attention|parked|save-report|ask-position|unshown|month|group-text|help|mend-|settled|voided|paper|called)|register\/(?!i18n|person-page|about|duty-list|report|since)|sync|ui\/(?!scanner)|router|i18n\/(catalogue|index|zh))/;

export default defineConfig({
  define: { APP_VERSION: JSON.stringify(version) },
  plugins: [listFiles()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../backend/shouwang/web",
    emptyOutDir: true,
    // Browser 360 is Chrome 81; UC is newer.
    target: ["chrome80", "safari14"],
    reportCompressedSize: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Nothing of ours inherits a setter, so that fields may be plain assignments also where they are written for older browsers.
      transform: { assumptions: { setPublicClassFields: true } },
      input: { index: "index.html", "service-worker": "src/service-worker/worker.ts" },
      output: {
        // One file for all that every field phone reads at first: many small ones compress worse.
        codeSplitting: { groups: [{ name: "app", test: FIRST_LOAD }] },
        entryFileNames: ({ name }) => (name === "service-worker" ? "service-worker.js" : "assets/[name]-[hash].js"),
      },
    },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8000" } },
  test: { include: ["src/**/*.test.{ts,tsx}"] },
});
