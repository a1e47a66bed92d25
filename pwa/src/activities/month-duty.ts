/** A duty of the township within its month, or whichever unit it has: the days that can be credited, and whether it is met. */
import { creditedDays, type ServiceRecord } from "../duties/credit";
import { type Day, dayOfMonth, unitAt } from "../duties/days";
import { type Duty, isCalendar } from "../duties/policy";
import type { DutyLight } from "../duties/reconcile";

export interface MonthDuty extends DutyLight {
  /** The days of this month on which it may be met, where the policy names some; and those on which it was. */
  days: { day: Day; isDone: boolean }[];
  isMet: boolean;
}

/** A month's duty, with its days. */
export function withDays(light: DutyLight, done: readonly ServiceRecord[], now: Day): MonthDuty {
  const { first, last } = unitOf(light.duty, now);
  const credited = creditedDays(light.duty, done, first, Math.min(last, now));
  const named = Array.from({ length: last - first + 1 }, (_, at) => first + at).filter((day) =>
    light.duty.only_days?.includes(dayOfMonth(day)),
  );
  const wanted = credited.filter((day) => !light.duty.only_days || named.includes(day));
  return {
    ...light,
    days: named.map((day) => ({ day, isDone: credited.includes(day) })),
    isMet: wanted.length >= (light.duty.times ?? 1),
  };
}

function unitOf({ every }: Duty, now: Day) {
  return unitAt(isCalendar(every) ? every : "month", now);
}
