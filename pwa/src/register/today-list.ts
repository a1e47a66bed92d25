import { type Day, dayOf } from "../duties/days";
import type { Duty } from "../duties/policy";
import type { PersonView, RecordView } from "../local/view";
import {
  type ExtraDuty,
  type ExtraOwed,
  extrasOwedTo,
  type Light,
  type Standing,
  standingOf,
  stands,
} from "./standing";

/** One person of the home page with what its card says. */
export interface Entry {
  view: PersonView;
  standing: Standing;
  /** Extra duties whose days run. */
  extras: ExtraOwed[];
  /** The newest visit that stands; null when there is none on this phone. */
  last: RecordView | null;
  /** The newest attempt, when it is of today. */
  tried: RecordView | null;
  /** Whether the light rests on a record that the township does not have yet. */
  unsent: boolean;
}

/** What cards are made of besides people: the county's duties, and the day. */
export interface Asked {
  duties: readonly Duty[];
  extras: readonly ExtraDuty[];
  today: Day;
}

/** A person's card, for a worker of a role. */
export function entryOf(view: PersonView, { duties, extras, today }: Asked, role: string): Entry {
  const records = view.records.filter(stands);
  return {
    view,
    standing: standingOf(view, duties, role, today),
    extras: extrasOwedTo(
      view,
      extras.filter((extra) => isRunning(extra, today)),
      today,
    ),
    last: records.find(({ status }) => status === "valid") ?? null,
    tried: records.find((record) => record.status === "attempt" && dayOf(record.service_date) === today) ?? null,
    unsent: records.some(({ state }) => state === "on_this_phone"),
  };
}

function isRunning({ valid_from, valid_to }: ExtraDuty, today: Day): boolean {
  return dayOf(valid_from) <= today && today <= dayOf(valid_to);
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
    compare(firstDue(one), firstDue(other)) ||
    compare(one.last?.start ?? "", other.last?.start ?? "") ||
    compare(one.view.person.village_name, other.view.person.village_name) ||
    compare(one.view.person.name, other.view.person.name)
  );
}

/** The last day in time for whatever is due first, an extra duty as well. */
function firstDue({ standing, extras }: Entry): Day {
  return Math.min(...[standing, ...extras].map(({ due_by }) => due_by ?? Number.MAX_VALUE));
}

function compare<T extends string | number>(one: T, other: T): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
