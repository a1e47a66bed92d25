import type { Have } from "../api/rows";

const STARTS = [0x811c9dc5, 0x01000193];
const PRIME = 0x01000193;

/** Two FNV-1a 32-bit hashes over the lines `bucket=seq\n`, sorted by bucket (docs/protocol.md §4). */
export function digest(have: Have): string {
  const lines = Object.keys(have)
    .sort()
    .map((bucket) => `${bucket}=${have[bucket]}\n`)
    .join("");
  return STARTS.map((start) => fnv1a(lines, start)).join("");
}

function fnv1a(ascii: string, start: number): string {
  let hash = start;
  for (let index = 0; index < ascii.length; index++) hash = Math.imul(hash ^ ascii.charCodeAt(index), PRIME);
  return (hash >>> 0).toString(16).padStart(8, "0");
}
