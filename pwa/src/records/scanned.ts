import { signal } from "@preact/signals";
import { account } from "../local/accounts";

/** A card that somebody has scanned at a door, and who lives behind it. */
interface Scanned {
  token: string;
  people: string[];
  user: string;
  at: number;
}

const scanned = signal<Scanned | null>(null);

/** As long as a card was scanned for the visit that is opened next, and for the others of the same door. */
const LASTS = 30 * 60_000;

export function keepScanned(token: string, people: string[]): void {
  scanned.value = { token, people, user: account.value?.user ?? "", at: Date.now() };
}

/** What the card at a person's door said just now, or null. */
export function doorOf(person: string): string | null {
  const card = scanned.value;
  const isHers = card?.people.includes(person) && card.user === account.value?.user;
  return card && isHers && Math.abs(Date.now() - card.at) < LASTS ? card.token : null;
}
