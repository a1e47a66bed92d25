/** Checks of homes (docs/protocol.md §§3-4). */
import type { Problem } from "../hygiene/sheet";
import type { LocalDate, Moment, Picture, Written } from "./rows";

/** `again` is the check that it follows; `after` are those of the pictures that show how the home was left. */
export interface CheckBody {
  id: string;
  person: string;
  sheet: number;
  scores: Record<string, number>;
  problems: Problem[];
  start: Moment;
  again?: string;
  note?: string;
  pictures: Picture[];
  after: string[];
}

export type CheckEnvelope = Written<"hygiene.check", CheckBody>;

/** Those who live together, as far as checks of homes ask. */
export interface HouseholdBody {
  id: string;
  person: string;
  members: { person: string; valid_from: LocalDate; valid_to: LocalDate | null }[];
}
