import type { Key } from "./i18n";

type Why = Extract<Key, `parked.${string}.why`>;
type What = Extract<Key, `parked.${string}.what`>;

const CODES = [
  "unknown_op",
  "schema_too_new",
  "invalid",
  "not_assigned",
  "missing_reference",
  "already_amended",
  "too_large",
  "id_taken",
  "user_deactivated",
  "device_revoked",
  "unproven",
  "sealed",
  "cover_forged",
  "cover_foreign",
  "cover_days",
  "cover_over",
  "cover_ended",
  "cover_taken",
  "cover_to_oneself",
  "cover_not_hers",
  "cover_not_allowed",
  "cover_blocked",
  "activity_over",
  "activity_cancelled",
  "agreement_voided",
  "internal",
] as const;

/** Why the township could not accept a record, and what to do: one pair for each code of docs/protocol.md §3. */
export function parkedWords(code: string | undefined): { why: Why; what: What } {
  const known = CODES.find((one) => one === code) ?? "internal";
  return { why: `parked.${known}.why`, what: `parked.${known}.what` };
}
