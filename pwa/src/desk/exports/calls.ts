import type { components } from "../../api/schema";
import { streamed } from "../../api/stream";
import type { Path } from "../api";
import { saveFile } from "../csv";
import { queryString } from "../route";
import type { Period } from "../rows";
import { Incoming, type Named, type Progress } from "./incoming";

type Shapes = components["schemas"];
export type Asked = Shapes["ExportRequest"];
export type Ledger = Shapes["LedgerKind"];
export type Line = Shapes["ExportLine"];
export type Preview = Shapes["LedgerPreview"];
export type Table = Shapes["ScreenRequest"];

export const exportsPath = (): Path<Line[]> => ({ path: "/api/exports" });

export const previewPath = (ledger: Ledger, place: string, { from, to }: Period): Path<Preview> => ({
  path: `/api/exports/preview${queryString({ ledger, place, from, to })}`,
});

/** Has the file of a ledger made, and saves it. Whoever stops it has cancelled. Throws `Failure`. */
export async function make(asked: Asked, stop: AbortSignal, tell: (at: Progress) => void): Promise<Named> {
  const reader = (await streamed("/api/exports", asked, stop)).body?.getReader();
  const incoming = new Incoming();
  for (let more = await reader?.read(); more && !more.done; more = await reader?.read()) {
    for (const step of incoming.take(more.value)) tell(step);
  }
  const file = incoming.file();
  const named = incoming.named as Named;
  saveFile(named.name, file);
  return named;
}

/** A table as the page shows it, as a workbook. */
export async function saveWorkbook(name: string, table: Table): Promise<void> {
  const response = await streamed("/api/exports/screen", table, new AbortController().signal);
  saveFile(name, await response.blob());
}
