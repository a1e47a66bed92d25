import type { ExtraBody, PolicyBody } from "../api/rows";
import { inOrderOfDay, type ServiceRecord } from "../duties/credit";
import { type Day, dayOf } from "../duties/days";
import { type Extra, type ExtraLine, extraLine } from "../duties/extra";
import type { Light } from "../duties/light";
import { allows, type Duty, type Policy, type Population } from "../duties/policy";
import { lightOf, type Standing } from "../duties/reconcile";
import type { Fact, Person } from "../duties/timeline";
import type { PersonView, RecordView } from "../local/view";

export type { Light, Standing };

/** A person and her records as the engine reads them, the records in order of their service date. */
export interface Ready {
  person: Person;
  records: readonly ServiceRecord[];
}

/** An extra duty as the county's row tells it. */
export interface ExtraDuty extends Extra {
  place: string;
  title: string;
}

/** An extra duty that is owed to a person, and how she stands with it. */
export interface ExtraOwed extends ExtraLine {
  extra: ExtraDuty;
}

/** What is owed to a person now that a visit by this role can meet: the phone asks nobody for a doctor's checkup. */
export function standingOf(view: PersonView, duties: readonly Duty[], role: string, today: Day): Standing {
  return allOwedTo(view, mine(duties, role), today);
}

/** What is owed to a person now by anybody. */
export function allOwedTo(view: PersonView, duties: readonly Duty[], today: Day): Standing {
  const { person, records } = ready(view);
  return lightOf({ id: "county", duties }, person, records, today);
}

/** The extra duties that are owed to a person, over or not, the one that ends first before the others. */
export function extrasOwedTo(view: PersonView, extras: readonly ExtraDuty[], today: Day): ExtraOwed[] {
  const { person, records } = ready(view);
  return extras.flatMap((extra) => {
    const line = view.person.township.startsWith(extra.place) ? extraLine(extra, person, records, today) : null;
    return line ? [{ ...line, extra }] : [];
  });
}

/** The county's extra duties, in order of their last days. */
export function countyExtras(bodies: readonly ExtraBody[]): ExtraDuty[] {
  return bodies
    .map(({ population, ended_at, ...extra }) => ({
      ...extra,
      population: population as Population,
      ended: ended_at !== null,
    }))
    .sort((one, other) => (one.valid_to < other.valid_to ? -1 : 1));
}

/**
 * A view in the form of the engine. It is made once: a view is another one as soon as any row or item of the person has
 * changed (local/memory.ts), so that a save among hundreds of people costs one.
 */
export function ready(view: PersonView): Ready {
  const made = known.get(view) ?? {
    person: enginePerson(view),
    records: engineRecords([...view.records, ...view.checkups].sort(byStart)),
  };
  known.set(view, made);
  return made;
}

const known = new WeakMap<PersonView, Ready>();

/** The duties that the county has adopted, each cut to the days of the adoption: nothing is owed before (semantics §2). */
export function countyDuties(policies: readonly PolicyBody[]): Duty[] {
  const duties: Duty[] = [];
  for (const policy of policies) {
    for (const duty of (policy.body as Policy).duties) {
      const from = later(duty.from, policy.valid_from);
      const to = earlier(duty.to ?? null, policy.valid_to);
      if (to === null || from <= to) duties.push({ ...duty, from, to });
    }
  }
  return duties;
}

/** Whether a record says something about when she was last seen: what the township cannot accept counts nowhere. */
export function stands({ state, status }: RecordView): boolean {
  return state !== "needs_attention" && status !== "voided";
}

/** Dates that are written YYYY-MM-DD sort as text. */
function later(one: string, other: string): string {
  return one > other ? one : other;
}

function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

/** Asked for hundreds of people with the same few roles. */
const forRole = new WeakMap<readonly Duty[], Map<string, Duty[]>>();

function mine(duties: readonly Duty[], role: string): Duty[] {
  const byRole = forRole.get(duties) ?? new Map<string, Duty[]>();
  forRole.set(duties, byRole);
  const found = byRole.get(role) ?? duties.filter((duty) => canMeet(duty, role));
  byRole.set(role, found);
  return found;
}

function canMeet(duty: Duty, role: string): boolean {
  return duty.subject === "person" && allows(duty.credit?.kinds, "visit") && allows(duty.credit?.roles, role);
}

function enginePerson({ person, facts }: PersonView): Person {
  return { id: person.id, birth: person.birth_date ? dayOf(person.birth_date) : null, facts: engineFacts(facts) };
}

function engineFacts(facts: PersonView["facts"]): Fact[] {
  return facts
    .filter((fact) => fact.voided_at === null)
    .sort((one, other) => one.entered - other.entered)
    .map(({ kind, value, valid_from, valid_to, known_on }) => ({
      kind,
      value,
      from: dayOf(valid_from),
      to: valid_to === null ? null : dayOf(valid_to),
      known_on: dayOf(known_on),
    }));
}

function byStart(one: RecordView, other: RecordView): number {
  return Date.parse(other.start) - Date.parse(one.start);
}

/** Views have their records newest first; where dates do not follow the moments, they are put in order. */
function engineRecords(views: readonly RecordView[]): readonly ServiceRecord[] {
  const records: ServiceRecord[] = [];
  for (let at = views.length - 1; at >= 0; at--) {
    const view = views[at] as RecordView;
    if (!stands(view)) continue;
    const { id, kind, mode, role, status, start, end, value, beneficiaries } = view;
    const service_date = dayOf(view.service_date);
    records.push({ id, kind, service_date, mode, role, status, start, end, value, beneficiaries });
  }
  return inOrderOfDay(records);
}
