// What a phone loads at first, gzipped, against what it may be. Counts what index.html names, and what that imports.
import { existsSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const WEB = new URL("../backend/shouwang/web/", import.meta.url);
const BUDGET = { js: 70_000, css: 15_000, html: 3_000 };

const sizes = { js: 0, css: 0, html: 0 };
const seen = new Set();
weigh("index.html");
for (const [kind, bytes] of Object.entries(sizes)) {
  console.log(
    `${kind.padEnd(5)}${String(bytes).padStart(7)} of ${BUDGET[kind]} bytes${bytes > BUDGET[kind] ? "  ✗" : ""}`,
  );
}
process.exitCode = Object.keys(BUDGET).some((kind) => sizes[kind] > BUDGET[kind]) ? 1 : 0;

function weigh(name) {
  if (seen.has(name) || !existsSync(new URL(name, WEB))) return;
  seen.add(name);
  const content = readFileSync(new URL(name, WEB));
  sizes[name.split(".").pop()] += gzipSync(content, { level: 5 }).length;
  for (const next of loadedBy(name, content.toString())) weigh(next);
}

function loadedBy(name, text) {
  if (name.endsWith(".html"))
    return [...text.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file);
  if (name.endsWith(".js"))
    return [...text.matchAll(/(?:import|from)\s*"\.\/([^"]+\.js)"/g)].map(([, file]) => `assets/${file}`);
  return [];
}
