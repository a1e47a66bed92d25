/** What people need, and what became of it (docs/protocol.md §§3-4). */
import type { Moment } from "./rows";

export const NEED_KINDS = [
  "health",
  "medicine",
  "food",
  "money",
  "house",
  "safety",
  "care",
  "documents",
  "other",
] as const;

export type NeedKind = (typeof NEED_KINDS)[number];

/** As it is raised; nobody has to write anything. */
export interface NewNeed {
  id: string;
  person: string;
  kind: NeedKind;
  urgent: boolean;
  note?: string;
  /** The record from which it was raised. */
  record?: string;
}

/** Where a need stands that this user raised, whoever cares for the person now: it names nobody. */
export type NeedToldBody = Pick<NeedBody, "id" | "kind" | "raised_at" | "status" | "outcome" | "closed_at">;

export interface NeedBody {
  id: string;
  person: string;
  kind: NeedKind;
  urgent: boolean;
  note: string | null;
  record: string | null;
  author: string;
  author_name: string;
  raised_at: Moment;
  due_at: Moment | null;
  status: "open" | "taken" | "closed";
  taken_by_name: string | null;
  taken_at: Moment | null;
  outcome: "solved" | "partly" | "passed_on" | "not_solvable" | "no_need" | null;
  outcome_note: string | null;
  closed_at: Moment | null;
  closed_by_name: string | null;
}
