import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { listFiles } from "./src/service-worker/list-files.ts";

const version = /^version = "(.+)"$/m.exec(readFileSync("../pyproject.toml", "utf8"))?.[1] ?? "";

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
    rolldownOptions: {
      input: { index: "index.html", "service-worker": "src/service-worker/worker.ts" },
      output: {
        entryFileNames: ({ name }) => (name === "service-worker" ? "service-worker.js" : "assets/[name]-[hash].js"),
      },
    },
  },
  server: { proxy: { "/api": "http://127.0.0.1:8000" } },
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
    reporters: ["default", "junit"],
    outputFile: { junit: "../build/vitest.xml" },
  },
});
