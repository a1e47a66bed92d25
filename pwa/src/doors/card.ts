import { hexOf } from "../local/bytes";
import type { PersonView } from "../local/view";

/** What a card says, out of a scanned text; null where it is another thing's. */
export function tokenIn(text: string): string | null {
  return /\/#\/door\/([\w-]{1,64})$/.exec(text.trim())?.[1] ?? null;
}

/** How a card is known to phones: SHA-256 in hex digits. */
export async function hashOf(token: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token));
  return hexOf(new Uint8Array(digest));
}

/** Whose door a card hangs at. `void`: it was renewed, or they have moved out. */
export interface Behind {
  state: "unknown" | "void" | "good";
  views: PersonView[];
}

export function behind(hash: string, people: readonly PersonView[]): Behind {
  const known = people.filter(({ doors }) => doors.some((door) => door.hash === hash));
  const good = known.filter(({ doors }) => doors.some((door) => door.hash === hash && door.voided_at === null));
  if (good.length > 0) return { state: "good", views: good };
  return { state: known.length > 0 ? "void" : "unknown", views: known };
}
