/** Which records count for a duty, and on which days (semantics §4). */
import { type Day, dayOfMonth, inOrder, type Stretch } from "./days";
import { instantOf } from "./moments";
import { allows, type Credit, type Duty } from "./policy";

/** What the engine reads of a record. Moments carry their offset; `service_date` is the local date of `start`. */
export interface ServiceRecord {
  id: string;
  kind: string;
  subjects?: readonly string[];
  service_date: Day;
  mode?: string | null;
  role?: string | null;
  /** `valid` where absent. */
  status?: string | null;
  start?: string | null;
  end?: string | null;
  received_at?: string | null;
  value?: number | null;
  beneficiaries?: number | null;
}

export type Refusal = "kind" | "status" | "mode" | "role" | "minutes" | "value" | "beneficiaries";
type Stated = Omit<ServiceRecord, "id" | "service_date">;

/** Whether a record counts for a duty: "yes", or the first thing that keeps it from counting. */
export function wouldCount(duty: Duty, record: Stated): "yes" | Refusal {
  const credit: Credit = duty.credit ?? {};
  if (!allows(credit.kinds, record.kind)) return "kind";
  if ((record.status ?? "valid") !== "valid") return "status";
  if (!allows(credit.modes, record.mode)) return "mode";
  if (!allows(credit.roles, record.role)) return "role";
  if (credit.min_minutes && !reaches(minutesOf(record), credit.min_minutes)) return "minutes";
  if (!reaches(record.value, credit.min_value)) return "value";
  if (!reaches(record.beneficiaries, credit.min_beneficiaries)) return "beneficiaries";
  return "yes";
}

/** The days from `first` to `last` that some record credits to a duty, in order, each once. Reads records in order of their service date. */
export function creditedDays(duty: Duty, records: readonly ServiceRecord[], first: Day, last: Day): Day[] {
  const days: Day[] = [];
  for (let index = records.length - 1; index >= 0; index--) {
    const record = records[index] as ServiceRecord;
    const day = record.service_date;
    if (day < first) break;
    if (day <= last && day !== days[days.length - 1] && credits(duty, record)) days.push(day);
  }
  return days.reverse();
}

/** The last of them, or null. */
export function lastCreditedDay(duty: Duty, records: readonly ServiceRecord[], first: Day, last: Day): Day | null {
  for (let index = records.length - 1; index >= 0; index--) {
    const record = records[index] as ServiceRecord;
    if (record.service_date < first) return null;
    if (record.service_date <= last && credits(duty, record)) return record.service_date;
  }
  return null;
}

/** What the two above need, so that a year of records is read from its end, and no further than anything depends on it. */
export function inOrderOfDay<R extends { service_date: Day }>(records: readonly R[]): readonly R[] {
  const isInOrder = records.every(
    ({ service_date }, at) => at === 0 || service_date >= (records[at - 1] as R).service_date,
  );
  return isInOrder ? records : [...records].sort((one, other) => one.service_date - other.service_date);
}

/** The days of a unit that can be credited, in order; null where all can. */
export function creditableIn(duty: Duty, unit: Stretch): Day[] | null {
  if (!isLimited(duty)) return null;
  return inOrder(duty.only_days.map((date) => unit.first + date - 1)).filter((day) => day <= unit.last);
}

function isLimited(duty: Duty): duty is Duty & { only_days: readonly number[] } {
  return duty.every === "month" && Boolean(duty.only_days?.length);
}

function isCreditable(duty: Duty, day: Day): boolean {
  return !isLimited(duty) || duty.only_days.includes(dayOfMonth(day));
}

function credits(duty: Duty, record: ServiceRecord): boolean {
  return wouldCount(duty, record) === "yes" && isCreditable(duty, record.service_date);
}

/** What a record does not say cannot reach a limit; a limit of 0 is none. */
function reaches(said: number | null | undefined, limit: number | null | undefined): boolean {
  return !limit || (typeof said === "number" && said >= limit);
}

function minutesOf(record: Stated): number | null {
  return record.start && record.end ? (instantOf(record.end) - instantOf(record.start)) / 60_000 : null;
}
