/** Conformance cases: one small world as JSON, and its answer in the same form on the server and here. */
import type { ServiceRecord } from "./credit";
import { type Day, dayOf, isoOf } from "./days";
import { type Extra, type ExtraLine, extraLine } from "./extra";
import { instantOf, localDay } from "./moments";
import type { Policy } from "./policy";
import { type Line, reconcile } from "./reconcile";
import type { FactKind, Person } from "./timeline";

export interface Case {
  policy: Policy | string;
  timezone?: string;
  from: string;
  to: string;
  now: string;
  people?: CasePerson[];
  townships?: string[];
  households?: string[];
  records?: CaseRecord[];
  extras?: Extra[];
}

interface CasePerson {
  id: string;
  birth_date?: string | null;
  facts: { kind: FactKind; value?: string | null; from: string; to?: string | null; known_on?: string | null }[];
}

type CaseRecord = Omit<ServiceRecord, "service_date" | "start"> & { start: string };

export interface Answer {
  lines: (Omit<Line, "misses" | "due_by"> & { misses: string[]; due_by: string | null })[];
  quarantined: string[];
  late: string[];
  /** Where the case has extra duties. */
  extras?: WrittenExtra[];
}

type WrittenExtra = {
  extra: string;
  subject: string;
  state: ExtraLine["state"];
  met: string | null;
  due_by: string | null;
};

/** Answer a case. Packs are those it may name by id; an unknown one, a bad date or a moment without offset throws. */
export function answerCase(world: Case, packs: Record<string, Policy> = {}): Answer {
  const people = (world.people ?? []).map(personOf);
  const records = (world.records ?? []).map((record) => recordOf(record, world.timezone));
  const today = localDay(instantOf(world.now), world.timezone);
  const { lines, quarantined, late } = reconcile({
    policy: policyOf(world.policy, packs),
    people,
    townships: world.townships ?? [],
    households: world.households ?? [],
    records,
    from: dayOf(world.from),
    to: dayOf(world.to),
    today,
  });
  const answer = { lines: lines.map(written), quarantined, late };
  if (!world.extras?.length) return answer;
  return { ...answer, extras: extrasOf(world.extras, people, records, today) };
}

function extrasOf(extras: Extra[], people: Person[], records: ServiceRecord[], today: Day): WrittenExtra[] {
  const ordered = [...extras].sort((one, other) => compare(one.id, other.id));
  const subjects = [...people].sort((one, other) => compare(one.id, other.id));
  return ordered.flatMap((extra) =>
    subjects.flatMap((person) => {
      const hers = records.filter(({ subjects }) => subjects?.includes(person.id));
      const line = extraLine(extra, person, hers, today);
      return line
        ? [{ extra: extra.id, subject: person.id, ...line, met: iso(line.met), due_by: iso(line.due_by) }]
        : [];
    }),
  );
}

function policyOf(policy: Policy | string, packs: Record<string, Policy>): Policy {
  const found = typeof policy === "string" ? packs[policy] : policy;
  if (!found) throw new RangeError(`unknown policy: ${policy}`);
  return found;
}

function personOf({ id, birth_date, facts }: CasePerson): Person {
  return {
    id,
    birth: optionalDay(birth_date),
    facts: facts.map((fact) => ({
      kind: fact.kind,
      value: fact.value ?? null,
      from: dayOf(fact.from),
      to: optionalDay(fact.to),
      known_on: optionalDay(fact.known_on),
    })),
  };
}

function recordOf(record: CaseRecord, timezone: string | undefined): ServiceRecord {
  return { ...record, service_date: localDay(instantOf(record.start), timezone) };
}

function written(line: Line): Answer["lines"][number] {
  return { ...line, misses: line.misses.map(isoOf), due_by: iso(line.due_by) };
}

function optionalDay(iso: string | null | undefined): Day | null {
  return iso ? dayOf(iso) : null;
}

function iso(day: Day | null): string | null {
  return day === null ? null : isoOf(day);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
