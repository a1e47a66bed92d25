import type { DutyLine } from "../rows";

/** Days by the name of whose they were, in the order of the days; the township's stand under the empty name. */
export function byOwner(days: string[], owners: DutyLine["owners"]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const day of days) {
    const name = owners[day]?.name ?? "";
    found.set(name, [...(found.get(name) ?? []), day]);
  }
  return found;
}
