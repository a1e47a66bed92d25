import type { Day } from "../duties/days";
import type { Account } from "../local/account";
import type { Cover } from "./code";

/** What this phone can tell of a code without asking anybody; the rest is the server's to check. */
export type Trouble = "own" | "other_county" | "other_township" | "not_for_you" | "over" | "days" | "known";

/** As on the server: longer than that the township gives them to somebody else. */
export const MOST_DAYS = 31;

/** Whose work nobody of another role can do in their place, as on the server. */
const OF_A_PROFESSION = ["cadre", "family_doctor", "police", "social_worker", "provider", "health_worker", "assessor"];

export function mayStandIn(role: string, whose: string): boolean {
  return role === whose || ![role, whose].some((one) => OF_A_PROFESSION.includes(one));
}

export function troubleWith(cover: Cover, who: Account, today: Day, known: ReadonlySet<string>): Trouble | null {
  if (cover.giver === who.user) return "own";
  if (!cover.township.startsWith(who.county.code)) return "other_county";
  if (!cover.township.startsWith(who.place.slice(0, 9))) return "other_township";
  if (cover.taker !== null && cover.taker !== who.user) return "not_for_you";
  if (cover.last < cover.first || cover.last - cover.first >= MOST_DAYS) return "days";
  if (cover.last < today) return "over";
  return known.has(cover.id) ? "known" : null;
}
