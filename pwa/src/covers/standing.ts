import type { AssignmentBody } from "../api/rows";
import { type Day, dayOf } from "../duties/days";
import { type CoverItem, endedBy } from "../local/handed";
import type { PersonView } from "../local/view";
import type { Given } from "./saving";

/** A cover as its giver or taker sees it. `other`: the other one's name; null: nobody has taken it yet. */
export interface Standing {
  id: string;
  side: "given" | "taken";
  other: string | null;
  /** All of its people, as far as this phone knows them. */
  people: string[];
  /** Those for whom it still holds. */
  names: string[];
  /** The first and the last day of whoever of them has it longest. */
  first: Day;
  last: Day;
  /** Ended on this phone, which the server does not know yet. */
  ending: boolean;
}

/** One person's part of a cover. */
interface Part {
  view: PersonView;
  given: AssignmentBody;
}

/** The covers of a user that are not over: those that rows tell of, and those that were given and not taken yet. */
export function standing(
  views: readonly PersonView[],
  given: readonly Given[],
  items: readonly CoverItem[],
  user: string,
  today: Day,
): Standing[] {
  const parts = partsIn(views, user);
  const told = Array.from(parts, ([id, theirs]) => standingOf(id, theirs, namesSaid(id, given, items), user, today));
  const refused = refusedIn(items);
  const offers = given.filter(({ id }) => !parts.has(id) && !refused.has(id)).map(offered);
  const ended = endedBy(items);
  return [...told.map((one) => ({ ...one, other: one.other ?? saidBy(one.id, items) })), ...offers]
    .map((one) => ({ ...one, ending: ended.has(one.id) }))
    .filter(({ last }) => last >= today)
    .sort((one, other) => one.first - other.first);
}

function partsIn(views: readonly PersonView[], user: string): Map<string, Part[]> {
  const found = new Map<string, Part[]>();
  for (const view of views) {
    for (const given of view.assignments) {
      if (!given.cover || (given.user !== user && given.instead_of !== user)) continue;
      found.set(given.cover, [...(found.get(given.cover) ?? []), { view, given }]);
    }
  }
  return found;
}

/** Rows tell of those whose files are here and who have an assignment under it; the phone may have been told of more. */
function standingOf(id: string, parts: Part[], said: ReadonlyMap<string, string>, user: string, today: Day): Standing {
  const names = new Map(said);
  for (const { view, given } of parts) {
    if (lastOf(given) >= today) names.set(view.person.id, view.person.name);
    else names.delete(view.person.id);
  }
  const people = Array.from(new Set([...said.keys(), ...parts.map(({ view }) => view.person.id)]));
  const first = Math.min(...parts.map(({ given }) => dayOf(given.valid_from)));
  const last = Math.max(...parts.map(({ given }) => lastOf(given)));
  const sides = sidesOf(parts, user);
  return { id, ...sides, people, names: Array.from(names.values()), first, last, ending: false };
}

function sidesOf(parts: Part[], user: string): Pick<Standing, "side" | "other"> {
  const taker = parts.find(({ given }) => given.user !== user)?.given.user_name;
  if (taker !== undefined) return { side: "given", other: taker };
  const givers = parts.flatMap(({ view, given }) => view.assignments.filter((one) => one.user === given.instead_of));
  return { side: "taken", other: givers[0]?.user_name ?? null };
}

function lastOf({ valid_from, valid_to }: AssignmentBody): Day {
  return dayOf(valid_to ?? valid_from);
}

/** Whom this phone knows to be in a cover by what it gave or scanned, by id. */
function namesSaid(id: string, given: readonly Given[], items: readonly CoverItem[]): Map<string, string> {
  const names = new Map<string, string>();
  const own = given.find((one) => one.id === id);
  own?.people.forEach((person, at) => void names.set(person, own.names[at] ?? ""));
  for (const { person } of shownBy(id, items)?.views ?? []) names.set(person.id, person.name);
  return names;
}

function saidBy(id: string, items: readonly CoverItem[]): string | null {
  return shownBy(id, items)?.from ?? null;
}

function shownBy(id: string, items: readonly CoverItem[]) {
  for (const { envelope } of items)
    if (envelope.op === "cover.create" && envelope.body.id === id && envelope.body.shown) return envelope.body.shown;
  return null;
}

/** Those that the server did not take, for another reason than that it waits for the other phone. */
function refusedIn(items: readonly CoverItem[]): Set<string> {
  const refused = items.filter(({ row }) => row.state === "parked" && row.code !== "missing_reference");
  return new Set(refused.flatMap(({ envelope }) => (envelope.op === "cover.create" ? [envelope.body.id] : [])));
}

function offered({ id, people, names, first_day, last_day }: Given): Standing {
  const days = { first: dayOf(first_day), last: dayOf(last_day) };
  return { id, side: "given", other: null, people: [...people], names: [...names], ...days, ending: false };
}
