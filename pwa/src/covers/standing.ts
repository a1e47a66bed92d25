import type { AssignmentBody } from "../api/rows";
import { type Day, dayOf } from "../duties/days";
import type { CoverItem } from "../local/handed";
import type { PersonView } from "../local/view";
import type { Given } from "./saving";

/** A cover as its giver or taker sees it. `other`: the other one's name; null: nobody has taken it yet. */
export interface Standing {
  id: string;
  side: "given" | "taken";
  other: string | null;
  people: string[];
  names: string[];
  first: Day;
  last: Day;
  /** Ended on this phone, which the server does not know yet. */
  ending: boolean;
}

/** The covers of a user that are not over: those that rows tell of, and those that were given and not taken yet. */
export function standing(
  views: readonly PersonView[],
  given: readonly Given[],
  items: readonly CoverItem[],
  user: string,
  today: Day,
): Standing[] {
  const found = new Map<string, Standing>();
  for (const view of views) {
    for (const assignment of view.assignments) {
      if (!assignment.cover || (assignment.user !== user && assignment.instead_of !== user)) continue;
      const known = found.get(assignment.cover) ?? told(assignment.cover, assignment, view, user, items);
      known.people.push(view.person.id);
      known.names.push(view.person.name);
      found.set(assignment.cover, known);
    }
  }
  for (const one of given) if (!found.has(one.id)) found.set(one.id, offered(one));
  const ended = new Set(items.flatMap(({ envelope }) => (envelope.op === "cover.end" ? [envelope.body.cover] : [])));
  return Array.from(found.values(), (one) => ({ ...one, ending: ended.has(one.id) }))
    .filter(({ last }) => last >= today)
    .sort((one, other) => one.first - other.first);
}

function told(
  id: string,
  { user: taker, user_name, instead_of, valid_from, valid_to }: AssignmentBody,
  { assignments }: PersonView,
  user: string,
  items: readonly CoverItem[],
): Standing {
  const days = { first: dayOf(valid_from), last: dayOf(valid_to ?? valid_from) };
  const list = { people: [], names: [], ending: false };
  if (taker !== user) return { id, side: "given", other: user_name, ...days, ...list };
  const giver = assignments.find((one) => one.user === instead_of)?.user_name ?? saidBy(id, items);
  return { id, side: "taken", other: giver, ...days, ...list };
}

function saidBy(id: string, items: readonly CoverItem[]): string | null {
  for (const { envelope } of items)
    if (envelope.op === "cover.create" && envelope.body.id === id) return envelope.body.shown?.from ?? null;
  return null;
}

function offered({ id, people, names, first_day, last_day }: Given): Standing {
  const days = { first: dayOf(first_day), last: dayOf(last_day) };
  return { id, side: "given", other: null, people: [...people], names: [...names], ...days, ending: false };
}
