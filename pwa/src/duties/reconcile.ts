/** Records reconciled against duties: the ledger's lines for a period, and the light of one subject now. */
import { creditedDays, inOrderOfDay, type ServiceRecord } from "./credit";
import type { Day, Stretch } from "./days";
import { eligibleDays, inForce } from "./eligible";
import { type Due, lightOfDuty } from "./light";
import { instantOf } from "./moments";
import type { Duty, Policy, SubjectKind } from "./policy";
import { type Tally, tallyOf } from "./tally";
import { deathOf, type Person, statesOf } from "./timeline";

export interface World {
  policy: Policy;
  people: readonly Person[];
  /** The ids of townships and households to which something may be owed. */
  townships?: readonly string[];
  households?: readonly string[];
  records: readonly ServiceRecord[];
  /** The reporting period, both days included. */
  from: Day;
  to: Day;
  /** The local date of now. */
  today: Day;
}

export interface Line extends Tally, Due {
  duty: string;
  subject: string;
}

export interface Reconciliation {
  /** By duty, then subject. */
  lines: Line[];
  /** The ids of records dated after the death of one of their subjects, sorted. */
  quarantined: string[];
  /** The ids of records received more than 72 hours after their end, sorted. */
  late: string[];
}

/** The light of one duty for the subject that was asked about. */
export interface DutyLight extends Due {
  duty: Duty;
}

/** What is owed to one subject now; the most urgent first, duties that do not concern the subject left out. */
export interface Standing extends Due {
  /** The duty that gives the light; null when the light is grey. */
  duty: Duty | null;
  lights: DutyLight[];
}

const LATE_AFTER = 72 * 3_600_000;
const URGENCY = { red: 0, yellow: 1, green: 2, grey: 3 };
/** Sorts behind every day there is. */
const NO_DAY = Number.MAX_SAFE_INTEGER;

/** One subject with its eligible days for any duty. */
interface Subject {
  kind: SubjectKind;
  id: string;
  eligible: (duty: Duty) => Stretch[];
}

/** Reconcile a period. Records with a service date after today credit nothing yet (semantics §1). */
export function reconcile(world: World): Reconciliation {
  const recordsOf = bySubject(inOrderOfDay(world.records));
  const lines: Line[] = [];
  for (const subject of subjectsOf(world)) {
    for (const duty of world.policy.duties) {
      if (duty.subject !== subject.kind) continue;
      const line = lineOf(duty, subject, recordsOf.get(subject.id) ?? [], world);
      if (line) lines.push(line);
    }
  }
  return { lines: lines.sort(byDutyAndSubject), quarantined: quarantined(world, recordsOf), late: late(world.records) };
}

/**
 * The light of a person now, from the person's own records. The light shown is the most urgent of the duties: one
 * that is only for reference is never more than yellow, one for information never sets it (semantics §3 severity).
 */
export function lightOf(policy: Policy, person: Person, records: readonly ServiceRecord[], today: Day): Standing {
  return standingOf(policy, personSubject(person), inOrderOfDay(records), today);
}

/** The same for a household or a township. */
export function lightOfPlace(
  policy: Policy,
  kind: "household" | "township",
  records: readonly ServiceRecord[],
  today: Day,
): Standing {
  return standingOf(policy, placeSubject(kind, ""), inOrderOfDay(records), today);
}

function standingOf(policy: Policy, subject: Subject, records: readonly ServiceRecord[], today: Day): Standing {
  const lights: DutyLight[] = [];
  for (const duty of policy.duties) {
    if (duty.subject !== subject.kind) continue;
    const due = lightOfDuty(duty, subject.eligible(duty), records, today);
    if (due.light !== "grey") lights.push({ duty, ...due });
  }
  lights.sort((one, other) => urgency(one) - urgency(other) || (one.due_by ?? NO_DAY) - (other.due_by ?? NO_DAY));
  const first = lights.find(({ duty }) => duty.severity !== "information");
  if (!first) return { light: "grey", due_by: null, duty: null, lights };
  return { ...first, light: shown(first), lights };
}

function urgency(light: DutyLight): number {
  return URGENCY[shown(light)];
}

function shown({ duty, light }: DutyLight): Due["light"] {
  return duty.severity === "reference" && light === "red" ? "yellow" : light;
}

/** Null for a subject that is eligible on no day of the period. */
function lineOf(duty: Duty, subject: Subject, records: readonly ServiceRecord[], world: World): Line | null {
  const period = { first: world.from, last: world.to };
  const eligible = subject.eligible(duty);
  if (!eligible.some(({ first, last }) => first <= period.last && last >= period.first)) return null;
  const credits = creditedDays(duty, records, Number.NEGATIVE_INFINITY, world.today);
  const tally = tallyOf(duty, eligible, credits, period, world.today);
  return { duty: duty.id, subject: subject.id, ...tally, ...lightOfDuty(duty, eligible, records, world.today) };
}

function subjectsOf(world: World): Subject[] {
  return [
    ...world.people.map(personSubject),
    ...(world.households ?? []).map((id) => placeSubject("household", id)),
    ...(world.townships ?? []).map((id) => placeSubject("township", id)),
  ];
}

function personSubject(person: Person): Subject {
  const eligible = (duty: Duty) => eligibleDays(duty, statesOf(person), person.birth);
  return { kind: "person", id: person.id, eligible };
}

/** Households and townships are always in the population. */
function placeSubject(kind: SubjectKind, id: string): Subject {
  return { kind, id, eligible: (duty) => [inForce(duty)].filter(({ first, last }) => first <= last) };
}

function bySubject(records: readonly ServiceRecord[]): Map<string, ServiceRecord[]> {
  const found = new Map<string, ServiceRecord[]>();
  for (const record of records) {
    for (const subject of new Set(record.subjects)) {
      const known = found.get(subject);
      if (known) known.push(record);
      else found.set(subject, [record]);
    }
  }
  return found;
}

/** Whatever their status, and also when dated after today: they are shown to the township, which counts nothing. */
function quarantined(world: World, recordsOf: Map<string, ServiceRecord[]>): string[] {
  const ids = new Set<string>();
  for (const person of world.people) {
    const death = deathOf(person);
    for (const record of recordsOf.get(person.id) ?? []) if (record.service_date > death) ids.add(record.id);
  }
  return [...ids].sort();
}

function late(records: readonly ServiceRecord[]): string[] {
  return records
    .filter(isLate)
    .map((record) => record.id)
    .sort();
}

function isLate(record: ServiceRecord): boolean {
  const done = record.end ?? record.start;
  return (
    Boolean(record.received_at && done) && instantOf(record.received_at ?? "") - instantOf(done ?? "") > LATE_AFTER
  );
}

function byDutyAndSubject(one: Line, other: Line): number {
  return compare(one.duty, other.duty) || compare(one.subject, other.subject);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
