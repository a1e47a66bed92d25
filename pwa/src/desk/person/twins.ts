import type { RecordRow } from "../rows";

type Told = Pick<RecordRow, "id" | "service_date" | "status" | "author" | "paper" | "mode">;

/** Whether the same worker's visit may stand here twice: once from paper, and once from a phone that turned up later. */
export function hasTwin(record: Told, records: readonly Told[]): boolean {
  return records.some(
    (other) =>
      other.service_date === record.service_date &&
      workerOf(other) === workerOf(record) &&
      (other.paper === null) !== (record.paper === null) &&
      other.status !== "voided" &&
      record.status !== "voided",
  );
}

function workerOf({ author, paper }: Told): string {
  return paper?.on_behalf_of ?? author;
}
