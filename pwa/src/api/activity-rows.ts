/** Activities of volunteers, and who signed up for them (docs/protocol.md §§3-4). */
import type { ACTIVITY_KINDS, CANCEL_REASONS, CONTENT, SOLVED } from "../activities/kinds";
import type { LocalDate, Moment, Picture, Written } from "./rows";

export type ActivityKind = (typeof ACTIVITY_KINDS)[number];
export type Content = (typeof CONTENT)[number];
export type Solved = (typeof SOLVED)[number];
export type CancelReason = (typeof CANCEL_REASONS)[number];

export interface ActivityBody {
  id: string;
  township: string;
  organisers: string[];
  organiser_names: string[];
  kind: ActivityKind;
  title: string;
  day: LocalDate;
  time: string;
  place: string;
  note: string | null;
  status: "planned" | "done" | "cancelled";
  planned_by: string;
  planned_by_name: string;
  start: Moment | null;
  end: Moment | null;
  present: string[];
  others: number;
  beneficiaries: number;
  content: Content[];
  solved: Solved[];
  pictures: number;
  cancel_reason: CancelReason | null;
  cancel_note: string | null;
}

export interface SignUpRow {
  id: string;
  activity: string;
  user: string;
  user_name: string;
  going: boolean;
}

export interface ActivityBodies {
  activity: ActivityBody;
  sign_up: SignUpRow;
  /** The townships of the county, which a leader's phone alone has. */
  organisers: { id: string; townships: { code: string; name: string }[] };
}

/** `activity.plan`: `organisers` are the other townships. */
export interface PlanBody {
  id: string;
  kind: ActivityKind;
  day: LocalDate;
  time: string;
  place: string;
  organisers: string[];
}

export interface SignUpBody {
  activity: string;
  going: boolean;
}

export interface DoneBody {
  activity: string;
  start: Moment;
  end?: Moment;
  present: string[];
  others: number;
  served: string[];
  served_others: number;
  content: Content[];
  solved: Solved[];
  note?: string;
  pictures?: Picture[];
}

export interface CancelBody {
  activity: string;
  reason: CancelReason;
}

export type ActivityEnvelope =
  | Written<"activity.plan", PlanBody>
  | Written<"activity.sign_up", SignUpBody>
  | Written<"activity.done", DoneBody>
  | Written<"activity.cancel", CancelBody>;
