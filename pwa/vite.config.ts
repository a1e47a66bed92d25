import { defineConfig } from "vitest/config";

export default defineConfig({
  build: {
    outDir: "../backend/shouwang/web",
    emptyOutDir: true,
    target: ["chrome80", "safari14"],
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  server: { proxy: { "/api": "http://127.0.0.1:8000" } },
  test: { include: ["src/**/*.test.{ts,tsx}"], environment: "node" },
});
