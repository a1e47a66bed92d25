import type { Key } from "./i18n";

type Kind =
  | "used"
  | "expired"
  | "unknown"
  | "no_network"
  | "busy"
  | "deactivated"
  | "not_secure"
  | "mistyped"
  | "locked"
  | "other";

const KINDS: Record<string, Kind> = {
  enrolment_used: "used",
  enrolment_expired: "expired",
  unknown: "unknown",
  no_network: "no_network",
  timed_out: "no_network",
  bad_reply: "no_network",
  busy: "busy",
  code_mistyped: "mistyped",
  enrolment_locked: "locked",
  user_deactivated: "deactivated",
  forbidden: "deactivated",
  not_secure: "not_secure",
};

/** What went wrong while signing in and what to do: sentences for each code of docs/protocol.md §2. */
export function enrolmentWords(code: string): {
  what: Extract<Key, `enrol.${Kind}`>;
  help: Extract<Key, `enrol.${Kind}_help`>;
} {
  const kind = KINDS[code] ?? "other";
  return { what: `enrol.${kind}`, help: `enrol.${kind}_help` };
}

/** Whether the same code may do better later: a network comes back, a used code stays used. */
export function mayWorkLater(code: string): boolean {
  return !["used", "expired", "unknown", "deactivated", "not_secure", "mistyped"].includes(KINDS[code] ?? "other");
}
