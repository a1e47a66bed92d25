/** The family doctor's contract: the same as `shouwang.checkups.contracts`, shown by shared cases. */
import type { Values } from "../api/checkup-rows";
import { dayOf, isoOf } from "../duties/days";
import { dayIn } from "./rules";

/** With whom, and from when to when (YYYY-MM-DD), both days included. */
export interface Contract {
  doctor: string;
  signed_on: string;
  until: string;
}

/** What the section of a year says; null where nothing was signed, or the day is missing. */
export function contractOf(values: Values): Contract | null {
  const signed = dayIn(values.contract_on);
  if (values.contract !== "1" || signed === null) return null;
  const whole = before(yearsOn(signed, Number(values.contract_years ?? 1)));
  const ended = dayIn(values.contract_end);
  const until = ended !== null && before(ended) < whole ? before(ended) : whole;
  return { doctor: String(values.contract_doctor ?? ""), signed_on: signed, until };
}

/** Of several the one that was signed last and holds on a day. */
export function inForce(contracts: Contract[], day: string): Contract | null {
  const held = contracts.filter(({ signed_on, until }) => signed_on <= day && day <= until);
  return held.sort((one, other) => (one.signed_on < other.signed_on ? 1 : -1))[0] ?? null;
}

function before(day: string): string {
  return isoOf(dayOf(day) - 1);
}

function yearsOn(day: string, years: number): string {
  const year = Number(day.slice(0, 4)) + years;
  return day.endsWith("02-29") ? `${year}-03-01` : `${year}${day.slice(4)}`;
}
