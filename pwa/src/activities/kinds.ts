/** The words of activities, the likeliest first; the same as `shouwang.activities.words`. */
export const ACTIVITY_KINDS = ["policy", "visits", "hygiene", "difficulties", "services", "festival", "other"] as const;
export const CONTENT = [
  "company",
  "gifts",
  "policy_talk",
  "cleaning",
  "laundry",
  "haircut",
  "health",
  "errands",
  "repairs",
  "safety",
] as const;
export const SOLVED = ["utilities", "house", "doctor", "papers", "goods", "phone", "other"] as const;
export const CANCEL_REASONS = ["weather", "too_few", "another_day", "other"] as const;
