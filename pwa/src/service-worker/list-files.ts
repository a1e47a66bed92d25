import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Plugin, Rolldown } from "vite";

const WORKER = "service-worker.js";
const PUBLIC = ["manifest.webmanifest", "icons/lantern.svg"];

/** Writes the files of the field app, and the version that their contents make, at the top of the service worker. */
export function listFiles(): Plugin {
  return {
    name: "list-files-for-service-worker",
    apply: "build",
    enforce: "post",
    generateBundle(_, bundle) {
      const worker = bundle[WORKER];
      if (worker?.type !== "chunk") throw new Error(`${WORKER} is not an entry of the build`);
      const built = fieldApp(bundle).map((name) => [name, contents(bundle, name)] as const);
      const copied = PUBLIC.map((name) => [name, readFileSync(`public/${name}`)] as const);
      const files = [...built, ...copied].sort();
      const hash = createHash("sha256").update(worker.code);
      for (const [name, content] of files) hash.update(name).update(content);
      const paths = files.map(([name]) => (name === "index.html" ? "/" : `/${name}`));
      worker.code = `self.FILES=${JSON.stringify(paths)};self.VERSION="${hash.digest("hex").slice(0, 12)}";${worker.code}`;
    },
  };
}

/** index.html and all that it can come to load, except the desk, which is kept when it is used. */
function fieldApp(bundle: Rolldown.OutputBundle): string[] {
  const found = new Set(["index.html"]);
  const visit = (name: string) => {
    const chunk = bundle[name];
    if (found.has(name) || chunk?.type !== "chunk" || chunk.facadeModuleId?.includes("/src/desk/")) return;
    found.add(name);
    for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style);
    for (const next of [...chunk.imports, ...chunk.dynamicImports]) visit(next);
  };
  for (const chunk of Object.values(bundle)) {
    if (chunk.type === "chunk" && chunk.isEntry && chunk.fileName !== WORKER) visit(chunk.fileName);
  }
  // A worker is built apart: no chunk imports it.
  for (const { type, fileName } of Object.values(bundle)) {
    if (type === "asset" && fileName.endsWith(".js")) found.add(fileName);
  }
  return [...found];
}

function contents(bundle: Rolldown.OutputBundle, name: string): string | Uint8Array {
  const file = bundle[name];
  if (!file) throw new Error(`${name} is not in the build`);
  return file.type === "chunk" ? file.code : file.source;
}
