import type { FillEnvelope, RowOf } from "../api/rows";
import { isFill, type Saved } from "./overlay";

/** What the server told of somebody's health, and what this phone has written down of it. */
export interface HealthFile {
  rows: RowOf<"checkup_section">[];
  fills: Saved<FillEnvelope>[];
  epoch: string | null;
}

/** The days of what assessors found, as the server told it and as it waits here. */
export function daysOf(told: { assessed_on: string }[], saved: Saved[]): string[] {
  const here = saved.flatMap(({ row, envelope }) =>
    envelope.op === "assessment.create" && row.state !== "parked" ? [envelope.body.assessed_on] : [],
  );
  return [...told.map(({ assessed_on }) => assessed_on), ...here];
}

export function healthOf(rows: HealthFile["rows"], saved: Saved[], epoch: string | null): HealthFile {
  return { rows, fills: saved.filter(isFill), epoch };
}
