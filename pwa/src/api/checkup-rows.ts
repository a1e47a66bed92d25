/** What travels about checkups (docs/protocol.md §3), under the same names as on the server. */
import type { NewAssessment } from "../assessments/rules";
import type { Moment } from "./rows";

/** `assessment.create`: what assessors found, of a person. */
export interface AssessmentBody extends NewAssessment {
  person: string;
}

/** What may be filled into a field; null: nothing. */
export type Value = number | string | string[] | null;
export type Values = Record<string, Value>;

/** Two colleagues filled one field in differently: `kept` stands, `other` waits for one of them to choose. */
export interface ClashBody {
  id: string;
  field: string;
  kept: Value;
  other: Value;
  other_by: string;
}

/** A section of the checkup of a person's year. */
export interface CheckupSectionBody {
  id: string;
  person: string;
  year: number;
  section: string;
  answers: Values;
  clashes: ClashBody[];
  author_name: string;
  updated_at: Moment;
}

/** Who is owed a checkup: whoever reaches `age` by `cutoff` (MM-DD) of the year. */
export interface CheckupRuleBody {
  id: string;
  age: number;
  cutoff: string;
  bounds: "at_most" | "below";
}

/** The villages of a township in the order in which the bus goes. */
export interface CheckupRouteBody {
  id: string;
  villages: string[];
}

/** Changes of one section: per field what was seen and what is new; and the clashes that are settled. */
export interface FillBody {
  person: string;
  year: number;
  form_version: 1;
  section: string;
  set: Record<string, [seen: Value, next: Value]>;
  settle: string[];
}
