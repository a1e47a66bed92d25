import type { DoorBody } from "../api/door-rows";
import type { NeedBody } from "../api/need-rows";
import type {
  AnswerEnvelope,
  AssignmentBody,
  ConflictBody,
  Contact,
  Envelope,
  FactBody,
  FillEnvelope,
  IssueBody,
  NeedEnvelope,
  PatchBody,
  PatchEnvelope,
  PersonBody,
  ProfileField,
  RecordBody,
  ReportBody,
  ReportEnvelope,
  VisitEnvelope,
  VoidEnvelope,
  YearSummaryBody,
} from "../api/rows";
import type { MembershipBody } from "../api/team-rows";
import { isoOf } from "../duties/days";
import { localDay } from "../duties/moments";
import type { MutationRow } from "./databases";
import { isoUtc } from "./moments";
import { jsonOf, unpacked } from "./sealing";

export { isOpen, isVisited, newestFirst } from "./listed";

/** The three words that a carer reads. */
export type RecordState = "on_this_phone" | "sent" | "needs_attention";

/** A record, where it is, and why it needs attention (a code of docs/protocol.md §3). */
export type RecordView = RecordBody & { state: RecordState; code?: string; settled?: Settled };

/** How the township has settled a record without taking it in. */
export interface Settled {
  resolution: string;
  note: string | null;
}

/** An item of the outbox, opened. */
export interface Saved<E = Envelope> {
  row: Omit<MutationRow, "envelope">;
  envelope: E;
}

/** A need, and where it is. */
export type NeedView = NeedBody & { state: RecordState };

/** A report, and where it is. */
export type ReportView = ReportBody & { state: RecordState };

/** A person as this phone knows her: what the server told, with unsent records laid over it. */
export interface PersonView {
  person: PersonBody;
  facts: FactBody[];
  assignments: AssignmentBody[];
  /** Cards that hang or hung at her door. */
  doors: DoorBody[];
  /** Newest first. One that needs attention counts as done nowhere. */
  records: RecordView[];
  /** Records of checkups, which count and are no visits. */
  checkups: RecordView[];
  reports: ReportView[];
  /** Those that wait first, then the newest. */
  needs: NeedView[];
  /** Where this phone's changes of her profile are that the server's row does not include; null: there are none. */
  edits: RecordState | null;
  /** Values of this user's that wait for the township's choice. */
  conflicts: ConflictBody[];
  /** The years whose records are not on phones any more, the latest first. */
  years: YearSummaryBody[];
  /** Set where another phone has handed her over and the server has told nothing of her yet: little is known here. */
  handed?: true;
}

export interface Author {
  user: string;
  name: string;
  role: string;
  county: { timezone: string };
}

const STATES = { queued: "on_this_phone", acked: "sent", parked: "needs_attention" } as const;

/** Opens an item; null where it is sealed and its body unknown, or of a kind that this version does not know. */
export function opened({ envelope: bytes, ...row }: MutationRow, body?: Envelope["body"]): Saved | null {
  const envelope = unpacked<Envelope>(bytes) ?? (body && ({ ...JSON.parse(jsonOf(bytes)), body } as Envelope));
  return envelope && OPS.includes(envelope.op) ? { row, envelope } : null;
}

const CARE = ["visit.create", "visit.amend", "visit.void", "report.create", "need.create", "person.patch"];
const OTHERS = ["checkup.fill", "assessment.create", "cover.create", "cover.end", "question.answer"];
const ACTIVITIES = ["hygiene.check", "activity.plan", "activity.sign_up", "activity.done", "activity.cancel"];
const AGREEMENTS = ["agreement.create", "agreement.end"];
const OPS = [...CARE, ...OTHERS, ...ACTIVITIES, ...AGREEMENTS];

export function isVisit(saved: Saved): saved is Saved<VisitEnvelope> {
  return saved.envelope.op === "visit.create" || saved.envelope.op === "visit.amend";
}

export function isVoid(saved: Saved): saved is Saved<VoidEnvelope> {
  return saved.envelope.op === "visit.void";
}

export function isReport(saved: Saved): saved is Saved<ReportEnvelope> {
  return saved.envelope.op === "report.create";
}

export function isNeed(saved: Saved): saved is Saved<NeedEnvelope> {
  return saved.envelope.op === "need.create";
}

export function isFill(saved: Saved): saved is Saved<FillEnvelope> {
  return saved.envelope.op === "checkup.fill";
}

export function isAnswer(saved: Saved): saved is Saved<AnswerEnvelope> {
  return saved.envelope.op === "question.answer";
}

export function isPatch(saved: Saved): saved is Saved<PatchEnvelope> {
  return saved.envelope.op === "person.patch";
}

/** Whether somebody made a visit: she wrote it down, or it was entered for her from paper. */
export function isBy({ author, paper }: RecordView, { user }: Author): boolean {
  return author === user || paper?.on_behalf_of === user;
}

/** A profile with a patch laid over it, but for fields on which the server keeps another value. */
export function patched(person: PersonBody, { set, add, remove }: PatchBody, but: ReadonlySet<string>): PersonBody {
  const wanted = Object.entries(set ?? {}).filter(([field]) => !but.has(field));
  const values = Object.fromEntries(wanted.map(([field, [, next]]) => [field, asShown(field as ProfileField, next)]));
  const left = without(person.contacts ?? [], remove?.contacts ?? []);
  return { ...person, ...values, contacts: [...left, ...without(add?.contacts ?? [], left)] };
}

/** Contacts without some of them, by value. */
export function without(contacts: readonly Contact[], some: readonly Contact[]): Contact[] {
  return contacts.filter((one) => !some.some((other) => isSameContact(one, other)));
}

function isSameContact(a: Contact, b: Contact): boolean {
  return a.name === b.name && a.phone === b.phone && a.relation === b.relation;
}

/** As the server stores it: only a telephone may be unknown. */
function asShown(field: ProfileField, value: string | null): string | null {
  return field === "phone" ? value || null : (value ?? "");
}

/** Records with what this phone has amended or voided laid over them; what the server says of a voiding stands. */
export function withMended(records: RecordView[], items: Saved[], author: Author): RecordView[] {
  const taken = items.filter((saved) => saved.row.state !== "parked" && mendedBy(saved) !== null);
  const mending = new Map(taken.map((saved) => [mendedBy(saved), saved]));
  return records.map((record) => {
    const saved = mending.get(record.id);
    return saved && record.status !== "voided" ? mended(record, saved, author) : record;
  });
}

/** Voidings that were not taken: each shows beside its record, which goes on counting. */
export function notVoided(records: RecordView[], items: Saved[], author: Author): RecordView[] {
  return items.flatMap((saved) => {
    const record = isVoid(saved) && saved.row.state === "parked" && records.find(({ id }) => id === mendedBy(saved));
    if (!record) return [];
    const { id, code } = saved.row;
    return [{ ...mended(record, saved, author), id, ...(code !== null && { code }) }];
  });
}

/** The record that an item puts right, if it does that. */
function mendedBy({ envelope }: Saved): string | null {
  if (envelope.op === "visit.amend") return envelope.body.amends;
  return envelope.op === "visit.void" ? envelope.body.record : null;
}

/** It counts no more, and is where the item is that amends or voids it. */
function mended(record: RecordView, { row, envelope }: Saved, { name }: Author): RecordView {
  if (envelope.op !== "visit.amend" && envelope.op !== "visit.void") return record;
  const replaced_by = envelope.op === "visit.amend" ? envelope.body.id : null;
  const voided = { reason: envelope.body.why, note: null, at: null, by_name: name, replaced_by };
  return { ...record, status: "voided", voided, state: STATES[row.state] };
}

/** The report as it will look once the server has it. */
export function reportOf({ row, envelope: { body } }: Saved<ReportEnvelope>, { user, name }: Author): ReportView {
  const undecided = { decided_by: null, decided_at: null, decision_reason: null, fact: null };
  const written = { ...body, note: body.note ?? null, author: user, author_name: name, reported_at: null };
  return { ...written, ...undecided, status: "to_be_confirmed", state: STATES[row.state] };
}

/** The need as it will look once the server has it. */
export function needOf({ row, envelope: { body } }: Saved<NeedEnvelope>, { user, name }: Author): NeedView {
  const raised = row.wall + (row.offset ?? 0);
  return {
    ...{
      taken_by_name: null,
      taken_at: null,
      outcome: null,
      outcome_note: null,
      closed_at: null,
      closed_by_name: null,
    },
    ...{ ...body, note: body.note ?? null, record: body.record ?? null, author: user, author_name: name },
    raised_at: isoUtc(raised),
    due_at: body.urgent ? isoUtc(raised + A_DAY) : null,
    status: "open",
    state: STATES[row.state],
  };
}

const A_DAY = 24 * 3_600_000; // within which an urgent need is to be answered

/** The record as it will look once the server has it: stated times corrected by what the clock knew (sync §7). */
export function recordOf({ row, envelope: { body, clock } }: Saved<VisitEnvelope>, author: Author): RecordView {
  const offset = clock.offset ?? 0;
  const start = Date.parse(body.start) + offset;
  return {
    id: body.id,
    kind: "visit",
    subject: body.person,
    mode: body.mode,
    role: author.role,
    start: isoUtc(start),
    end: body.end === undefined ? null : isoUtc(Date.parse(body.end) + offset),
    service_date: isoOf(localDay(start, author.county.timezone)),
    received_at: null,
    status: body.status,
    value: body.value ?? null,
    beneficiaries: null,
    author: author.user,
    author_name: author.name,
    trip: body.trip ?? null,
    form: body.form,
    form_version: body.form_version,
    answers: body.answers,
    note: body.note ?? null,
    reason: body.reason ?? null,
    flags: [],
    amends: "amends" in body ? body.amends : null,
    door: body.door ?? null,
    pictures: body.pictures ?? [],
    voice: body.voice ?? null,
    voided: null,
    paper: null,
    state: STATES[row.state],
    ...(row.code === null ? {} : { code: row.code }),
  };
}

/** Applied after all, it is as good as sent; otherwise it is with the server, and counts nowhere. */
export function afterSettling({ code: _, ...record }: RecordView, { resolution, note }: IssueBody): RecordView {
  if (isTakenIn(resolution)) return { ...record, state: "sent" };
  const settled = { resolution: resolution ?? "other", note: note ?? null };
  return { ...record, state: "sent", status: "voided", settled };
}

/** Whether what was parked is as good as applied after all. */
export function isTakenIn(resolution: string | null): boolean {
  return resolution === "applied" || resolution === "accepted";
}

/** In which role a user works for a person on a day: by her assignment, of several the one that began first, else by her team, else by her account. */
export function roleOn(
  day: string,
  author: Author,
  assignments: AssignmentBody[],
  memberships: readonly MembershipBody[],
): string {
  const hers = assignments.filter(({ user }) => user === author.user);
  return firstOn(day, hers)?.role ?? firstOn(day, memberships)?.role ?? author.role;
}

function firstOn<T extends AssignmentBody | MembershipBody>(day: string, all: readonly T[]): T | undefined {
  const running = all.filter(({ valid_from, valid_to }) => valid_from <= day && (valid_to === null || valid_to >= day));
  return running.sort((a, b) => (a.valid_from + a.id < b.valid_from + b.id ? -1 : 1))[0];
}

/** The day on which an item was written down, by the best that the clock knew then. */
export function dayWritten({ wall, offset }: Saved["row"], { county }: Author): string {
  return isoOf(localDay(wall + (offset ?? 0), county.timezone));
}
