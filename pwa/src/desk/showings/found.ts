import type { Query } from "../route";
import type { Showing } from "../rows";

/** Whose showings, and of which field; empty means all. */
export interface Filter {
  user: string;
  field: string;
}

export function filterFrom(query: Query): Filter {
  return { user: query.user ?? "", field: query.field ?? "" };
}

export function shownLines(lines: Showing[], { user, field }: Filter): Showing[] {
  return lines.filter((line) => (user === "" || line.user === user) && (field === "" || line.field === field));
}

/** Everybody who was shown something, by id, in the order of the names. */
export function namesOf(lines: Showing[]): [string, string][] {
  const names = new Map(lines.map(({ user, user_name }) => [user, user_name]));
  return [...names].sort(([, a], [, b]) => a.localeCompare(b, "zh-CN"));
}
