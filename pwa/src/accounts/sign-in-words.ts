import type { Key } from "./i18n";

type Words = Extract<
  Key,
  | `password.${string}`
  | `oidc.${string}_help`
  | "enrol.not_secure"
  | "enrol.deactivated"
  | "enrol.no_network"
  | "enrol.busy"
  | "enrol.other"
>;

const WORDS: Record<string, Words> = {
  wrong_password: "password.wrong",
  sign_in_locked: "password.locked",
  code_needed: "password.code_needed",
  wrong_code: "password.wrong_code",
  invalid: "password.invalid",
  password_short: "password.short",
  password_simple: "password.simple",
  password_holds_login: "password.holds_login",
  password_common: "password.common",
  password_same: "password.same",
  login_taken: "password.login_taken",
  oidc_unreachable: "oidc.unreachable_help",
  oidc_bad_reply: "oidc.bad_reply_help",
  oidc_no_claim: "oidc.no_claim_help",
  oidc_refused: "oidc.refused_help",
  oidc_state: "oidc.state_help",
  oidc_nobody: "oidc.nobody_help",
  not_secure: "enrol.not_secure",
  user_deactivated: "enrol.deactivated",
  session_ended: "password.session_ended",
  unknown_token: "password.session_ended",
  device_revoked: "password.session_ended",
  no_network: "enrol.no_network",
  timed_out: "enrol.no_network",
  busy: "enrol.busy",
};

/** What went wrong at the door, as a sentence. */
export function signInWords(code: string): Words {
  return WORDS[code] ?? "enrol.other";
}
