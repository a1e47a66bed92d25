import type { Worker } from "../rows";

/** The workers whose name, role or place holds the text, by name. `roleOf` gives the word that the reader sees. */
export function found(workers: Worker[], text: string, roleOf: (worker: Worker) => string): Worker[] {
  const wanted = text.replace(/\s/g, "").toLowerCase();
  const said = (worker: Worker) =>
    [worker.name, roleOf(worker), worker.place_name].join("|").replace(/\s/g, "").toLowerCase();
  return workers
    .filter((worker) => said(worker).includes(wanted))
    .sort((a, b) => a.name.localeCompare(b.name, "zh-Hans-CN") || (a.id < b.id ? -1 : 1));
}
