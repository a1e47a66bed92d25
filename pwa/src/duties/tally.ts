/** What was owed and done in a period: rolling duties (semantics §5.1) and calendar duties (§5.2). */

import { creditableIn } from "./credit";
import { type Day, type Stretch, unitAt } from "./days";
import { includes, meet } from "./eligible";
import { type Duty, isCalendar, rollingDays } from "./policy";

export interface Tally {
  expected: number;
  credited: number;
  /** The last days of the units that were missed. */
  misses: Day[];
  /** Owed units of the period that are neither met nor over; of a rolling duty 0. */
  open: number;
  /** The largest run of days without a credit; of a rolling duty only. */
  longest_gap?: number;
}

/** A calendar unit of a duty, with what it needs to be judged. */
export interface JudgedUnit extends Stretch {
  owed: boolean;
  met: boolean;
  credits: number;
}

/** The tally of a duty for one subject: its eligible stretches and its credited days, both in order. */
export function tallyOf(
  duty: Duty,
  eligible: readonly Stretch[],
  credits: readonly Day[],
  period: Stretch,
  today: Day,
): Tally {
  const days = rollingDays(duty.every);
  if (days === null) return calendarTally(duty, eligible, credits, period, today);
  return rollingTally(days, eligible, credits, { first: period.first, last: Math.min(period.last, today - 1) });
}

/**
 * A calendar unit is owed when its last day is eligible and at least half of its days are. A reading where semantics
 * §5.2 is silent: a month without enough days that can be credited (the 31st of April) is owed by nobody.
 */
export function judge(duty: Duty, unit: Stretch, eligible: readonly Stretch[], credits: readonly Day[]): JudgedUnit {
  const times = duty.times ?? 1;
  let days = 0;
  for (const stretch of eligible) days += length(meet(stretch, unit));
  const credited = credits.filter((day) => unit.first <= day && day <= unit.last && includes(eligible, day)).length;
  return {
    ...unit,
    owed:
      includes(eligible, unit.last) && days * 2 >= length(unit) && (creditableIn(duty, unit)?.length ?? times) >= times,
    met: credited >= times,
    credits: credited,
  };
}

export function length(stretch: Stretch): number {
  return Math.max(0, stretch.last - stretch.first + 1);
}

function calendarTally(
  duty: Duty,
  eligible: readonly Stretch[],
  credits: readonly Day[],
  period: Stretch,
  today: Day,
): Tally {
  const tally: Tally = { expected: 0, credited: 0, misses: [], open: 0 };
  for (const unit of unitsEndingIn(duty, period)) {
    const { owed, met } = judge(duty, unit, eligible, credits);
    if (!owed) continue;
    if (met) tally.credited++;
    else if (unit.last < today) tally.misses.push(unit.last);
    else tally.open++;
  }
  tally.expected = tally.credited + tally.misses.length;
  return tally;
}

/** A unit belongs to the period that holds its last day. */
function unitsEndingIn(duty: Duty, period: Stretch): Stretch[] {
  if (!isCalendar(duty.every)) return [];
  const units: Stretch[] = [];
  let unit = unitAt(duty.every, period.first);
  while (unit.last <= period.last) {
    units.push(unit);
    unit = unitAt(duty.every, unit.last + 1);
  }
  return units;
}

function rollingTally(days: number, eligible: readonly Stretch[], credits: readonly Day[], closed: Stretch): Tally {
  const tally = { expected: 0, credited: 0, misses: [] as Day[], open: 0, longest_gap: 0 };
  for (const segment of eligible) {
    const last = Math.min(segment.last, closed.last);
    if (last < closed.first) continue;
    tally.expected += Math.floor(length(meet(segment, closed)) / days);
    let before = segment.first - 1;
    for (const day of credits) {
      if (day < segment.first || day > last) continue;
      addRun(tally, { first: before + 1, last: day - 1 }, days, closed.first);
      if (day >= closed.first) tally.credited++;
      before = day;
    }
    addRun(tally, { first: before + 1, last }, days, closed.first);
  }
  return tally;
}

/** Book a run of days without a credit: a miss on each Nth day, of which only those from `start` on are the period's. */
function addRun(tally: { misses: Day[]; longest_gap: number }, run: Stretch, days: number, start: Day): void {
  if (run.last < Math.max(run.first, start)) return;
  tally.longest_gap = Math.max(tally.longest_gap, length(run));
  const unitsBefore = Math.max(0, Math.ceil((start - run.first + 1) / days) - 1);
  for (let miss = run.first - 1 + (unitsBefore + 1) * days; miss <= run.last; miss += days) tally.misses.push(miss);
}
