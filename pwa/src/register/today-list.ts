import { type Day, dayOf } from "../duties/days";
import type { Duty } from "../duties/policy";
import type { PersonView, RecordView } from "../local/view";
import { type Light, type Standing, standingOf, standingRecords } from "./standing";

/** One person of the home page with what its card says. */
export interface Entry {
  view: PersonView;
  standing: Standing;
  /** The newest visit that stands; null when there is none on this phone. */
  last: RecordView | null;
  /** The newest attempt, when it is of today. */
  tried: RecordView | null;
  /** Whether the light rests on a record that the township does not have yet. */
  unsent: boolean;
}

/** A person's card as of a day, for a worker of a role. */
export function entryOf(view: PersonView, duties: readonly Duty[], role: string, today: Day): Entry {
  const standing = standingOf(view, duties, role, today);
  const records = standingRecords(view.records);
  const last = newest(records.filter(({ status }) => status === "valid"));
  const tried = newest(
    records.filter(({ status, service_date }) => status === "attempt" && dayOf(service_date) === today),
  );
  return { view, standing, last, tried, unsent: records.some(({ state }) => state === "on_this_phone") };
}

/** Those whose name, village or group holds the words. */
export function found(entries: readonly Entry[], words: string): Entry[] {
  const wanted = words.trim().toLowerCase();
  return entries.filter(({ view: { person } }) =>
    `${person.name} ${person.village_name} ${person.group_name}`.toLowerCase().includes(wanted),
  );
}

const RANK: Record<Light, number> = { red: 0, yellow: 1, green: 2, grey: 3 };

/** Red before yellow before green before grey; then what was due first, then who was seen longest ago, then village and name. */
export function byUrgency(one: Entry, other: Entry): number {
  return (
    RANK[one.standing.light] - RANK[other.standing.light] ||
    compare(one.standing.due_by ?? Number.MAX_VALUE, other.standing.due_by ?? Number.MAX_VALUE) ||
    compare(one.last?.start ?? "", other.last?.start ?? "") ||
    compare(one.view.person.village_name, other.view.person.village_name) ||
    compare(one.view.person.name, other.view.person.name)
  );
}

function newest(records: readonly RecordView[]): RecordView | null {
  return records.reduce<RecordView | null>((best, record) => (best && !isLater(record, best) ? best : record), null);
}

function isLater(one: RecordView, other: RecordView): boolean {
  return Date.parse(one.start) > Date.parse(other.start);
}

function compare<T extends string | number>(one: T, other: T): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
