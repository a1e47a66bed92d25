import { type CalendarUnit, dayOf, isoOf, unitAt } from "../../duties/days";
import type { DutyLine, RecordRow } from "../rows";

const UNITS: ReadonlySet<string> = new Set(["week", "month", "quarter", "year"]);

/** A duty that a record was credited to, and the calendar unit that it counts in, by the unit's last day. */
export interface CreditedTo {
  duty: string;
  unit: CalendarUnit;
  last: string;
}

/** What a record from outside the period was credited to within it: units count in the period in which they end (semantics §5.2). */
export function creditedTo(record: RecordRow, duties: DutyLine[]): CreditedTo[] {
  return duties.flatMap(({ duty, credits }) => {
    const day = credits.find((credit) => credit.records.includes(record.id))?.service_date;
    if (day === undefined || !isCalendar(duty.every)) return [];
    return [{ duty: duty.id, unit: duty.every, last: isoOf(unitAt(duty.every, dayOf(day)).last) }];
  });
}

function isCalendar(every: string): every is CalendarUnit {
  return UNITS.has(every);
}
