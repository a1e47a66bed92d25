import { signal } from "@preact/signals";
import type { PersonRow } from "../rows";

/** Who is chosen in the table, by id: kept while the page is open, and in no address. */
export const chosen = signal<ReadonlySet<string>>(new Set());

export function toggle(id: string): void {
  const next = new Set(chosen.value);
  if (!next.delete(id)) next.add(id);
  chosen.value = next;
}

export function chooseAll(rows: PersonRow[]): void {
  chosen.value = new Set([...chosen.value, ...rows.map(({ id }) => id)]);
}

export function chooseOnly(people: { id: string }[]): void {
  chosen.value = new Set(people.map(({ id }) => id));
}

export function chooseNone(): void {
  chosen.value = new Set();
}

/** The chosen ones among some rows, in their order. */
export function chosenAmong(rows: PersonRow[], ids: ReadonlySet<string>): PersonRow[] {
  return rows.filter(({ id }) => ids.has(id));
}
