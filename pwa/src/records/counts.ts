/** What a visit counts for, before it is saved and after: the same answer as the ledger's. */
import { creditedDays, type Refusal, type ServiceRecord, wouldCount } from "../duties/credit";
import { eligibleDays, includes } from "../duties/eligible";
import { extraDuty, extraLine } from "../duties/extra";
import type { Duty } from "../duties/policy";
import { type Person, statesOf } from "../duties/timeline";
import type { PersonView } from "../local/view";
import { type ExtraDuty, ready } from "../register/standing";

/** Which duties there are. */
export interface Asked {
  duties: readonly Duty[];
  extras: readonly ExtraDuty[];
}

/**
 * `duties` and `extras`: what the visit counts for. `again`: all of it had been done on that day already. `refusal`: what
 * keeps it from counting for the first duty that is owed. With none of them nothing is owed on that day.
 */
export interface Counts {
  duties: Duty[];
  extras: ExtraDuty[];
  again: boolean;
  refusal: { duty: Duty; why: Refusal } | null;
}

/** What a visit on its day counts for. One that is on the phone already is not held against itself. */
export function countsFor(view: PersonView, asked: Asked, visit: ServiceRecord): Counts {
  const { person, records } = ready(view);
  const others = records.filter(({ id }) => id !== visit.id);
  const owed = asked.duties.filter((duty) => asksForVisits(duty) && isEligible(duty, person, visit));
  const duties = owed.filter((duty) => isCredited(duty, [visit], visit));
  const extras = asked.extras.filter(
    (extra) => view.person.township.startsWith(extra.place) && meets(extra, person, others, visit),
  );
  const again = extras.length === 0 && duties.length > 0 && duties.every((duty) => isCredited(duty, others, visit));
  return { duties, extras, again, refusal: refusalOf(owed, visit) };
}

/** Whether a duty that is owed on that day counts a visit only from some yuan on. */
export function asksForYuan(view: PersonView, { duties }: Pick<Asked, "duties">, visit: ServiceRecord): boolean {
  const { person } = ready(view);
  return duties.some(
    (duty) => asksForVisits(duty) && (duty.credit?.min_value ?? 0) > 0 && isEligible(duty, person, visit),
  );
}

/** Whether an extra duty is still owed, and met by this visit. */
function meets(extra: ExtraDuty, person: Person, others: readonly ServiceRecord[], visit: ServiceRecord): boolean {
  const duty = extraDuty(extra);
  return (
    isEligible(duty, person, visit) &&
    isCredited(duty, [visit], visit) &&
    extraLine(extra, person, others, visit.service_date)?.state === "to_visit"
  );
}

/** Nobody expects a visit to be a checkup. */
function asksForVisits({ subject, credit }: Duty): boolean {
  return subject === "person" && (!credit?.kinds?.length || credit.kinds.includes("visit"));
}

function isEligible(duty: Duty, person: Person, { service_date }: ServiceRecord): boolean {
  return includes(eligibleDays(duty, statesOf(person), person.birth), service_date);
}

function isCredited(duty: Duty, records: readonly ServiceRecord[], { service_date }: ServiceRecord): boolean {
  return creditedDays(duty, records, service_date, service_date).length > 0;
}

function refusalOf(owed: readonly Duty[], visit: ServiceRecord): Counts["refusal"] {
  for (const duty of owed) {
    const why = wouldCount(duty, visit);
    if (why !== "yes") return { duty, why };
  }
  return null;
}
