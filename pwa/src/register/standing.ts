import type { PolicyBody } from "../api/rows";
import type { ServiceRecord } from "../duties/credit";
import { type Day, dayOf } from "../duties/days";
import type { Light } from "../duties/light";
import { allows, type Duty, type Policy } from "../duties/policy";
import { lightOf, type Standing } from "../duties/reconcile";
import type { Fact, Person } from "../duties/timeline";
import type { PersonView, RecordView } from "../local/view";

export type { Light, Standing };

/** What is owed to a person now that a visit by this role can meet: the phone asks nobody for a doctor's checkup. */
export function standingOf(view: PersonView, duties: readonly Duty[], role: string, today: Day): Standing {
  const mine = duties.filter((duty) => canMeet(duty, role));
  return lightOf({ id: "county", duties: mine }, enginePerson(view), engineRecords(view.records), today);
}

/** What is owed to a person now by anybody. */
export function allOwedTo(view: PersonView, duties: readonly Duty[], today: Day): Standing {
  return lightOf({ id: "county", duties }, enginePerson(view), engineRecords(view.records), today);
}

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

/** The records that say something about when she was last seen or owed: what the township cannot accept counts nowhere. */
export function standingRecords(records: readonly RecordView[]): RecordView[] {
  return records.filter((record) => record.state !== "needs_attention" && record.status !== "voided");
}

/** Dates that are written YYYY-MM-DD sort as text. */
function later(one: string, other: string): string {
  return one > other ? one : other;
}

function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
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

function engineRecords(records: readonly RecordView[]): ServiceRecord[] {
  return standingRecords(records)
    .map((record) => ({ ...record, subjects: [record.subject], service_date: dayOf(record.service_date) }))
    .sort((one, other) => one.service_date - other.service_date);
}
