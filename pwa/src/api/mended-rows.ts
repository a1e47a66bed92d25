/** Records that are put right, and what remains of years that are long over (docs/protocol.md §§3, 4). */
import type { LocalDate, Moment, VisitBody } from "./rows";

/** Why a record is amended or voided. */
export type Why = "wrong_time" | "wrong_content" | "wrong_person" | "twice" | "not_made" | "other";

/** What is said of a record that no longer counts. */
export interface Voided {
  reason: Why;
  note: string | null;
  /** Null: the server does not have it yet. */
  at: Moment | null;
  by_name: string;
  replaced_by: string | null;
}

/** What remains of a year before last year. `days` are those with a visit at home, `last_visit` the last of them. */
export interface YearSummaryBody {
  id: string;
  person: string;
  year: number;
  visits: number;
  attempts: number;
  days: number;
  last_visit: LocalDate | null;
}

/** That a record was entered at the desk from a sheet of paper, and whose visit it was. */
export interface Paper {
  sheet: string;
  on_behalf_of: string;
  on_behalf_of_name: string;
}

export interface AmendBody extends VisitBody {
  amends: string;
  why: Why;
}

export interface VoidBody {
  record: string;
  why: Why;
}
