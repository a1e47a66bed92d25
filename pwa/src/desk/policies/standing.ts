import type { FollowedPolicy } from "../rows";

export type Standing = "running" | "to_come" | "past";

/** Whether the county follows a policy on a day, will follow it, or followed it. Dates that are written YYYY-MM-DD sort as text. */
export function standingOf({ valid_from, valid_to }: FollowedPolicy, today: string): Standing {
  if (valid_from > today) return "to_come";
  return valid_to !== null && valid_to < today ? "past" : "running";
}
