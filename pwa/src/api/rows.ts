/** What travels between phone and server (docs/protocol.md §§1, 3, 4), under the same names as on the server. */

import type { Answers } from "../forms/form";
import type { ActivityBodies, ActivityEnvelope } from "./activity-rows";
import type { AgreementBody, AgreementEnvelope } from "./agreement-rows";
import type { AssessmentBody, CheckupRouteBody, CheckupRuleBody, CheckupSectionBody, FillBody } from "./checkup-rows";
import type { ConcernBody } from "./concern-rows";
import type { CountyKeyBody, ExtraBody, FormBody, PolicyBody } from "./county-rows";
import type { CoverBody, CoverEndBody } from "./cover-rows";
import type { DoorBody } from "./door-rows";
import type { CheckEnvelope } from "./hygiene-rows";
import type { AmendBody, Paper, VoidBody, Voided, YearSummaryBody } from "./mended-rows";
import type { NeedBody, NeedToldBody, NewNeed } from "./need-rows";
import type { Picture, Position, VoiceNote } from "./picture-rows";
import type { AnswerBody, QuestionBody } from "./question-rows";
import type { MembershipBody } from "./team-rows";

export type { CountyKeyBody, ExtraBody, FormBody, PolicyBody } from "./county-rows";
export type { AmendBody, VoidBody, Voided, Why, YearSummaryBody } from "./mended-rows";
export type { Picture, Position, VoiceNote } from "./picture-rows";
export type { PushReply, PushResult } from "./push-rows";

/** ISO 8601 with an offset. */
export type Moment = string;
/** YYYY-MM-DD, local to the county. */
export type LocalDate = string;

export type Mode = "home" | "phone" | "video" | "remote" | "hospital";
export type NoVisitReason = "nobody_home" | "refused" | "other";

/** A relative or neighbour who can be called; told apart by all that is said of her. */
export interface Contact {
  name: string;
  phone: string;
  relation: string;
}

export interface PersonBody {
  id: string;
  name: string;
  sex: "male" | "female";
  birth_date: LocalDate;
  township: string;
  village: string;
  village_name: string;
  group_name: string;
  address: string;
  phone: string | null;
  /** Rows that an older server has written have none. */
  contacts?: Contact[];
  /** Ids of other entries that were found to be hers; what was written about them is hers. */
  also?: string[] | null;
}

export interface FactBody {
  id: string;
  person: string;
  kind: "programme" | "arrangement" | "ability" | "suspension" | "death";
  value: string | null;
  valid_from: LocalDate;
  valid_to: LocalDate | null;
  known_on: LocalDate;
  entered: number;
  voided_at: Moment | null;
}

export interface AssignmentBody {
  id: string;
  person: string;
  user: string;
  user_name: string;
  role: string;
  valid_from: LocalDate;
  valid_to: LocalDate | null;
  /** By which cover, and in whose place; absent in rows of before there were covers. */
  cover?: string | null;
  instead_of?: string | null;
}

export interface RecordBody {
  id: string;
  kind: "visit" | "checkup" | "activity";
  subject: string;
  mode: Mode | null;
  role: string | null;
  start: Moment;
  end: Moment | null;
  service_date: LocalDate;
  /** Null: the server does not have it yet. */
  received_at: Moment | null;
  status: "valid" | "attempt" | "pending" | "voided";
  value: number | null;
  beneficiaries: number | null;
  author: string;
  author_name: string;
  trip: string | null;
  form: string;
  form_version: number;
  answers: Answers;
  note: string | null;
  reason: NoVisitReason | null;
  flags: string[];
  /** The record that this one stands in for; absent in rows of before there were amendments. */
  amends?: string | null;
  /** What was taken on the spot; absent in rows of before it could be. */
  door?: string | null;
  pictures?: Picture[];
  voice?: VoiceNote | null;
  voided?: Voided | null;
  /** Absent in rows of before there was paper. */
  paper?: Paper | null;
}

export type ReportWhat = "hospital" | "away" | "back" | "death" | "ability";

/** What the field says has happened to a person, and what the township made of it. */
export interface ReportBody {
  id: string;
  person: string;
  what: ReportWhat;
  since: LocalDate;
  note: string | null;
  author: string;
  author_name: string;
  /** Null: the server does not have it yet. */
  reported_at: Moment | null;
  status: "to_be_confirmed" | "confirmed" | "declined";
  decided_by: string | null;
  decided_at: Moment | null;
  decision_reason: string | null;
  fact: string | null;
}

export interface UserBody {
  id: string;
  name: string;
  role: string;
  place: string;
  place_name: string;
}

export interface IssueBody {
  id: string;
  mutation: string;
  code: string;
  op: string | null;
  person: string | null;
  created_at: Moment;
  resolved_at: Moment | null;
  resolution: string | null;
  note?: string | null;
}

/** What two have changed differently: `kept` stands, `other` is this user's and waits for the township. */
export interface ConflictBody {
  id: string;
  person: string;
  field: ProfileField;
  kept: string | null;
  other: string | null;
  mutation: string;
  author: string;
  created_at: Moment;
  settled_at: Moment | null;
  settled_by: string | null;
  choice: "kept" | "other" | null;
}

interface Bodies extends ActivityBodies {
  agreement: AgreementBody;
  assessment: { id: string; person: string; assessed_on: LocalDate };
  checkup_rule: CheckupRuleBody;
  checkup_route: CheckupRouteBody;
  checkup_section: CheckupSectionBody;
  county_key: CountyKeyBody;
  door: DoorBody;
  person: PersonBody;
  fact: FactBody;
  assignment: AssignmentBody;
  record: RecordBody;
  year_summary: YearSummaryBody;
  report: ReportBody;
  need: NeedBody;
  need_told: NeedToldBody;
  question: QuestionBody;
  membership: MembershipBody;
  user: UserBody;
  issue: IssueBody;
  conflict: ConflictBody;
  policy: PolicyBody;
  form: FormBody;
  extra_duty: ExtraBody;
  /** Bytes that the server should have and has not: whoever keeps them sends them again. */
  wanted_blob: { id: string; sha256: string };
}

export type Kind = keyof Bodies;

export interface RowHead {
  bucket: string;
  id: string;
  seq: number;
  version: number;
}

/** A row of one kind as the server sent it; a deleted one has no body to speak of. */
export type RowOf<K extends Kind> = RowHead & { kind: K } & (
    | { deleted: false; body: Bodies[K] }
    | { deleted: true; body: null }
  );
export type Row = { [K in Kind]: RowOf<K> }[Kind];

/** What the phone's clock knew when something was saved, verbatim (sync §7). Milliseconds where not said otherwise. */
export interface ClockReading {
  wall: Moment;
  tz: string;
  mono: number;
  session: string;
  offset: number | null;
  error: number | null;
  seen: Moment | null;
}

export interface VisitBody {
  id: string;
  person: string;
  mode: Mode;
  status: "valid" | "attempt";
  start: Moment;
  end?: Moment;
  trip?: string;
  form: "visit";
  form_version: number;
  answers: Answers;
  value?: number;
  note?: string;
  reason?: NoVisitReason;
  door?: string;
  position?: Position;
  pictures?: Picture[];
  voice?: VoiceNote;
}

export type NewReport = Pick<ReportBody, "id" | "person" | "what" | "since"> & { note?: string };

/** What somebody who cares for a person may change of her profile. */
export type ProfileField = "phone" | "address" | "group_name";

/** Changes of a profile: per field what was seen and what is new; contacts come and go by value. */
export interface PatchBody {
  person: string;
  set?: Partial<Record<ProfileField, [seen: string | null, next: string | null]>>;
  add?: { contacts: Contact[] };
  remove?: { contacts: Contact[] };
}

export interface Written<Op, Body> {
  id: string;
  n: number;
  schema_version: 1 | 2;
  op: Op;
  about: string[];
  body: Body;
  clock: ClockReading;
}

export type VisitEnvelope = Written<"visit.create", VisitBody> | Written<"visit.amend", AmendBody>;
export type VoidEnvelope = Written<"visit.void", VoidBody>;
export type ConcernEnvelope = Written<"concern.create", ConcernBody>;
export type ReportEnvelope = Written<"report.create", NewReport>;
export type NeedEnvelope = Written<"need.create", NewNeed>;
export type PatchEnvelope = Written<"person.patch", PatchBody>;
export type FillEnvelope = Written<"checkup.fill", FillBody>;
export type CoverEnvelope = Written<"cover.create", CoverBody>;
export type CoverEndEnvelope = Written<"cover.end", CoverEndBody>;
export type AnswerEnvelope = Written<"question.answer", AnswerBody>;
export type AssessEnvelope = Written<"assessment.create", AssessmentBody>;
type Covering = CoverEnvelope | CoverEndEnvelope;
type Told =
  | CheckEnvelope
  | AgreementEnvelope
  | ReportEnvelope
  | NeedEnvelope
  | PatchEnvelope
  | ConcernEnvelope
  | ActivityEnvelope;
export type Envelope = AnswerEnvelope | AssessEnvelope | FillEnvelope | Covering | VisitEnvelope | VoidEnvelope | Told;

export type { Have, PullAnswer, PullPage } from "./pull-rows";
