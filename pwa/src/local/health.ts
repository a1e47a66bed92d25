import type { FillEnvelope, RowOf } from "../api/rows";
import type { Saved } from "./overlay";

/** What the server told of somebody's health, and what this phone has written down of it. */
export interface HealthFile {
  rows: RowOf<"checkup_section">[];
  fills: Saved<FillEnvelope>[];
  epoch: string | null;
}
