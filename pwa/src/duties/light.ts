/** What is owed now (semantics §6): the light of one duty for one subject, and until when. */
import { creditableIn, creditedDays, lastCreditedDay, type ServiceRecord } from "./credit";
import { type CalendarUnit, type Day, type Stretch, unitAt } from "./days";
import { includes, inForce } from "./eligible";
import { type Duty, isCalendar, rollingDays } from "./policy";
import { judge, length } from "./tally";

export type Light = "red" | "yellow" | "green" | "grey";

export interface Due {
  light: Light;
  /** The last day on which it can be done in time; null with a grey light, or when nothing follows. */
  due_by: Day | null;
}

const GREY: Due = { light: "grey", due_by: null };

/** The light as of today, from the subject's eligible stretches and its records. */
export function lightOfDuty(
  duty: Duty,
  eligible: readonly Stretch[],
  records: readonly ServiceRecord[],
  today: Day,
): Due {
  const segment = eligible.find(({ first, last }) => first <= today && today <= last);
  if (!segment) return GREY;
  if (isCalendar(duty.every)) return calendarLight(duty, duty.every, eligible, records, today);
  const last = lastCreditedDay(duty, records, segment.first, today) ?? segment.first - 1;
  const due_by = last + (rollingDays(duty.every) ?? 0);
  return { light: due_by < today ? "red" : due_by === today ? "yellow" : "green", due_by };
}

function calendarLight(
  duty: Duty,
  every: CalendarUnit,
  eligible: readonly Stretch[],
  records: readonly ServiceRecord[],
  today: Day,
): Due {
  const thisUnit = unitAt(every, today);
  const unitBefore = unitAt(every, thisUnit.first - 1);
  const credits = creditedDays(duty, records, unitBefore.first, today);
  const now = judge(duty, thisUnit, eligible, credits);
  if (now.met || !now.owed) return { light: "green", due_by: nextDue(duty, unitAt(every, thisUnit.last + 1)) };
  const due_by = dueEnd(duty, thisUnit) ?? thisUnit.last;
  const before = judge(duty, unitBefore, eligible, credits);
  const missedBefore = before.owed && !before.met && now.credits === 0;
  if (missedBefore || due_by < today) return { light: "red", due_by };
  return { light: isClose(due_by - today + 1, length(thisUnit)) ? "yellow" : "green", due_by };
}

function nextDue(duty: Duty, next: Stretch): Day | null {
  return includes([inForce(duty)], next.first) ? dueEnd(duty, next) : null;
}

/** The end of a unit: with `only_days` its last creditable day, or null where it has none. */
function dueEnd(duty: Duty, unit: Stretch): Day | null {
  const days = creditableIn(duty, unit);
  return days ? (days[days.length - 1] ?? null) : unit.last;
}

function isClose(daysLeft: number, unitDays: number): boolean {
  return daysLeft <= 2 || daysLeft * 4 <= unitDays;
}
