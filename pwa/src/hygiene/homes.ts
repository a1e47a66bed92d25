/** Homes in the order of their doors, and where each stands. Pure. */
import type { CheckEnvelope, HouseholdBody } from "../api/hygiene-rows";
import type { PersonBody, RecordBody } from "../api/rows";
import type { Saved } from "../local/overlay";
import { gradeOf, totalOf } from "./sheet";

/** A check of a home: told by the server, or saved here and not told yet. */
export interface Check {
  id: string;
  day: string;
  start: string;
  grade: string;
  mend_by: string | null;
  again: string | null;
  by: string;
  state: "sent" | "on_this_phone" | "needs_attention";
}

export interface Home {
  /** In whose file what is written of the home is kept. */
  person: string;
  names: string[];
  village: string;
  group: string;
  address: string;
  /** The last one first. */
  checks: Check[];
}

export type HomeState = "not_yet" | "checked" | "mended" | "recheck_due";

const NUMBERS = "零一二三四五六七八九";
const RUN = /\d+|[一二三四五六七八九十]+/;

/** Where numbers are compared by their size, also those in Chinese. */
export function doorKey(text: string): (string | number)[] {
  const key: (string | number)[] = [];
  let rest = text;
  for (let found = RUN.exec(rest); found; found = RUN.exec(rest)) {
    key.push(rest.slice(0, found.index), numberOf(found[0]));
    rest = rest.slice(found.index + found[0].length);
  }
  return [...key, rest];
}

function numberOf(text: string): number {
  if (/^\d/.test(text)) return Number(text.slice(0, 9));
  const [tens = "", ones = ""] = text.split("十");
  if (!text.includes("十")) return NUMBERS.indexOf(tens);
  return (tens ? NUMBERS.indexOf(tens) : 1) * 10 + (ones ? NUMBERS.indexOf(ones) : 0);
}

const COLLATOR = new Intl.Collator("zh-Hans-CN", { numeric: true });

export function byDoor(one: Home, other: Home): number {
  return (
    COLLATOR.compare(one.village, other.village) ||
    compare(doorKey(one.group), doorKey(other.group)) ||
    compare(doorKey(one.address), doorKey(other.address)) ||
    (one.person < other.person ? -1 : 1)
  );
}

function compare(one: (string | number)[], other: (string | number)[]): number {
  for (let at = 0; at < Math.min(one.length, other.length); at++) {
    const [a, b] = [one[at], other[at]];
    const found = typeof a === "number" && typeof b === "number" ? a - b : COLLATOR.compare(`${a}`, `${b}`);
    if (found !== 0) return found;
  }
  return one.length - other.length;
}

/** Those who live together on a day are one home. */
export function together(people: readonly PersonBody[], households: readonly HouseholdBody[], day: string): Home[] {
  const homeOf = new Map<string, string>();
  for (const { person, members } of households)
    for (const stay of members)
      if (stay.valid_from <= day && (stay.valid_to === null || day <= stay.valid_to)) homeOf.set(stay.person, person);
  const homes = new Map<string, Home>();
  for (const person of people) {
    const key = homeOf.get(person.id) ?? person.id;
    const known = homes.get(key);
    if (known) known.names.push(person.name);
    else homes.set(key, homeWith(person, people.some(({ id }) => id === key) ? key : person.id));
  }
  return [...homes.values()].sort(byDoor);
}

function homeWith({ name, village_name, group_name, address }: PersonBody, person: string): Home {
  return { person, names: [name], village: village_name, group: group_name, address, checks: [] };
}

export function checkOf(record: RecordBody): Check {
  const said = record.answers as unknown as { grade?: string; mend_by?: string; again?: string };
  const { id, service_date: day, start, author_name: by } = record;
  return {
    ...{ id, day, start, by, state: "sent" },
    grade: said.grade ?? "",
    mend_by: said.mend_by ?? null,
    again: said.again ?? null,
  };
}

/** A check that this phone has saved, as it will look once the server has it. */
export function ownCheck({ row, envelope: { body } }: Saved<CheckEnvelope>, by: string, recheckBy: string): Check {
  const grade = gradeOf(totalOf(body.scores));
  return {
    id: body.id,
    day: body.start.slice(0, 10),
    start: body.start,
    grade: grade.id,
    mend_by: grade.id === "poor" ? recheckBy : null,
    again: body.again ?? null,
    by,
    state: row.state === "parked" ? "needs_attention" : row.state === "queued" ? "on_this_phone" : "sent",
  };
}

/** Where a home stands since a day. A re-check that is still due may be of before. */
export function stateOf({ checks }: Home, since: string): HomeState {
  const counted = checks.filter(({ state }) => state !== "needs_attention");
  const last = counted[0];
  if (last?.mend_by) return "recheck_due";
  if (!last || last.day < since) return "not_yet";
  return last.again ? "mended" : "checked";
}
