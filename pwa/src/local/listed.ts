import type { RecordView } from "./overlay";

/** A record of a visit; what a health team wrote is no visit. */
export function isVisited({ kind }: RecordView): boolean {
  return kind === "visit";
}

/** Newest first, by stated start. */
export function newestFirst(records: RecordView[]): RecordView[] {
  return records
    .map((record) => ({ record, start: Date.parse(record.start) }))
    .sort((a, b) => b.start - a.start || (a.record.id < b.record.id ? 1 : -1))
    .map(({ record }) => record);
}

/** Not so: parked, and settled by the township without becoming a record. */
export function isOpen({ state, status, voided }: RecordView): boolean {
  return state !== "sent" || status !== "voided" || voided !== null;
}
