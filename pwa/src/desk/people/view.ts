import type { Query } from "../route";
import type { Light, PersonRow } from "../rows";
import { hasInitials } from "./initials";

/** What of a township's people is shown and in which order. All but `text` lives in the address: a name has no place there. */
export interface View {
  village: string;
  level: string;
  arrangement: string;
  light: string;
  /** A worker's id, `none` for people without a carer, empty for all. */
  carer: string;
  unvisited: boolean;
  /** Only people with records dated after their death. */
  quarantined: boolean;
  /** Only people of whom it is not recorded for every purpose what they were told or agreed to. */
  unrecorded: boolean;
  text: string;
  sort: SortKey;
  down: boolean;
  grouped: boolean;
}

export const SORT_KEYS = [
  "name",
  "sex",
  "age",
  "village",
  "level",
  "arrangement",
  "carer",
  "expected",
  "credited",
  "misses",
  "unreported",
  "light",
  "due_by",
  "last_visit",
  "last_attempt",
] as const;
export type SortKey = (typeof SORT_KEYS)[number];

const URGENCY: { [light in Light]: number } = { red: 0, yellow: 1, green: 2, grey: 3 };
const LEVELS: { [level: string]: number } = { full: 0, semi: 1, self: 2 };
const COLLATOR = new Intl.Collator("zh-Hans-CN", { numeric: true });

export function viewFrom(query: Query, text: string): View {
  const sort = (query.sort ?? "light").replace(/^-/, "");
  return {
    village: query.village ?? "",
    level: query.level ?? "",
    arrangement: query.arrangement ?? "",
    light: query.light ?? "",
    carer: query.carer ?? "",
    unvisited: query.unvisited === "1",
    quarantined: query.quarantined === "1",
    unrecorded: query.unrecorded === "1",
    text,
    sort: (SORT_KEYS as readonly string[]).includes(sort) ? (sort as SortKey) : "light",
    down: (query.sort ?? "").startsWith("-"),
    grouped: query.grouped !== "0",
  };
}

/** The people a view shows, in its order. `today` decides what "this month" is. */
export function shown(rows: PersonRow[], view: View, today: string): PersonRow[] {
  return rows.filter(matcher(view, today)).sort(order(view));
}

function matcher(view: View, today: string): (row: PersonRow) => boolean {
  const text = fold(view.text);
  const month = `${today.slice(0, 7)}-01`;
  return (row) =>
    agrees(view.village, row.village) &&
    agrees(view.level, row.ability) &&
    agrees(view.arrangement, row.arrangement) &&
    agrees(view.light, row.light) &&
    agrees(view.carer, row.carer?.id ?? "none") &&
    !(view.unvisited && row.last_visit !== null && row.last_visit >= month) &&
    !(view.quarantined && row.quarantined === 0) &&
    (text === "" || fold(row.name).includes(text) || (LATIN.test(text) && hasInitials(row.name, text)));
}

const LATIN = /^[a-z]+$/;

function agrees(wanted: string, value: string | null): boolean {
  return wanted === "" || wanted === value;
}

/** Names are written with and without spaces, and from a phone's keyboard in full width. */
function fold(text: string): string {
  return text.normalize("NFKC").replace(/\s/g, "").toLowerCase();
}

type Order = (a: PersonRow, b: PersonRow) => number;

function order(view: View): Order {
  const chosen = ORDERS[view.sort];
  const directed: Order = view.down ? (a, b) => chosen(b, a) : chosen;
  const within = lastly(EMPTY[view.sort], directed, byUrgency, byName);
  return view.grouped ? lastly(byVillage, within) : within;
}

function lastly(...orders: (Order | undefined)[]): Order {
  return (a, b) => {
    for (const order of orders) {
      const answer = order?.(a, b) ?? 0;
      if (answer !== 0) return answer;
    }
    return 0;
  };
}

/** Red first, then what is due soonest, then who missed most. */
const byUrgency: Order = (a, b) =>
  URGENCY[a.light] - URGENCY[b.light] || (a.due_by ?? "9").localeCompare(b.due_by ?? "9") || b.misses - a.misses;
const byName: Order = (a, b) => COLLATOR.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);
const byVillage: Order = (a, b) => (a.village < b.village ? -1 : a.village > b.village ? 1 : 0);

const ORDERS: { [key in SortKey]: Order } = {
  name: byName,
  sex: (a, b) => (a.sex < b.sex ? 1 : a.sex > b.sex ? -1 : 0),
  age: (a, b) => a.age - b.age,
  village: byVillage,
  level: (a, b) => (LEVELS[a.ability ?? ""] ?? 3) - (LEVELS[b.ability ?? ""] ?? 3),
  arrangement: (a, b) => ascending(b.arrangement, a.arrangement),
  carer: (a, b) => COLLATOR.compare(a.carer?.name ?? "", b.carer?.name ?? ""),
  expected: (a, b) => a.expected - b.expected,
  credited: (a, b) => a.credited - b.credited,
  misses: (a, b) => a.misses - b.misses,
  unreported: (a, b) => a.unreported - b.unreported,
  light: byUrgency,
  due_by: (a, b) => ascending(a.due_by, b.due_by),
  last_visit: (a, b) => ascending(a.last_visit, b.last_visit),
  last_attempt: (a, b) => ascending(a.last_attempt, b.last_attempt),
};

/** What has no value stands last in both directions, except for visits: never visited is the longest ago. */
const EMPTY: { [key in SortKey]?: Order } = {
  due_by: (a, b) => Number(a.due_by === null) - Number(b.due_by === null),
  carer: (a, b) => Number(a.carer === null) - Number(b.carer === null),
  last_attempt: (a, b) => Number(a.last_attempt === null) - Number(b.last_attempt === null),
};

function ascending(a: string | null, b: string | null): number {
  const [first, second] = [a ?? "", b ?? ""];
  return first < second ? -1 : first > second ? 1 : 0;
}
