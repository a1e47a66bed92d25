import type { ComponentChildren } from "preact";
import type { Answer } from "../api";
import { type Key, t } from "../i18n";

const TOLD: { [code: string]: Key } = {
  no_network: "failure.no_network",
  unknown: "failure.unknown",
  forbidden: "failure.forbidden",
  user_deactivated: "failure.user_deactivated",
  unknown_token: "failure.unknown_token",
  device_revoked: "failure.device_revoked",
  session_ended: "failure.session_ended",
  password_needed: "failure.password_needed",
  busy: "failure.busy",
  last_administrator: "failure.last_administrator",
  already_amended: "failure.already_amended",
  invalid: "refused.invalid",
  unknown_value: "refused.unknown_value",
  before_birth: "refused.before_birth",
  ends_before_it_begins: "refused.ends_before_it_begins",
  too_far_ahead: "refused.too_far_ahead",
  death_in_the_future: "refused.death_in_the_future",
  death_has_no_end: "refused.death_has_no_end",
  after_death: "refused.after_death",
  second_death: "refused.second_death",
  contradicts: "refused.contradicts",
  fact_voided: "refused.fact_voided",
  nothing_to_end: "refused.nothing_to_end",
  assess_first: "refused.assess_first",
  already_decided: "refused.already_decided",
  already_settled: "refused.already_settled",
  value_changed: "refused.value_changed",
  not_acceptable: "refused.not_acceptable",
  still_parked: "refused.still_parked",
  name_needed: "refused.name_needed",
  said_in_the_future: "refused.said_in_the_future",
  guardian_needed: "refused.guardian_needed",
  no_consent_needed: "refused.no_consent_needed",
  consent_needed: "refused.consent_needed",
  closed_month: "refused.closed_month",
  month_not_over: "refused.month_not_over",
  not_the_newest: "refused.not_the_newest",
  month_reopened: "refused.month_reopened",
  altered: "refused.altered",
  computed_otherwise: "refused.computed_otherwise",
  nothing_to_withdraw: "refused.nothing_to_withdraw",
  witness_is_the_recorder: "refused.witness_is_the_recorder",
  nothing_to_show: "refused.nothing_to_show",
  too_many_shown: "refused.too_many_shown",
  cannot_open: "refused.cannot_open",
  extra_dates: "refused.extra_dates",
  paper_lines: "refused.paper_lines",
  id_taken: "refused.id_taken",
  picture_too_large: "refused.picture_too_large",
  too_many_pixels: "refused.picture_too_large",
  not_a_picture: "refused.not_a_picture",
  has_picture: "refused.has_picture",
  no_https: "refused.no_https",
  not_possible: "refused.not_possible",
  village_there: "refused.village_there",
  too_many_villages: "refused.too_many_villages",
  already_merged: "refused.already_merged",
  member_already: "refused.member_already",
  lives_alone: "refused.lives_alone",
  before_first_day: "refused.before_first_day",
  team_ended: "refused.team_ended",
  merged_since: "refused.merged_since",
  deaths_differ: "refused.deaths_differ",
  still_in_care: "refused.still_in_care",
  kept_by_law: "refused.kept_by_law",
  has_records: "refused.has_records",
  already_erased: "refused.already_erased",
  name_differs: "refused.name_differs",
  of_an_activity: "refused.of_an_activity",
  activity_over: "refused.activity_over",
  of_an_agreement: "refused.of_an_agreement",
  agreement_voided: "refused.agreement_voided",
  renews_unknown: "refused.renews_unknown",
  not_listed: "refused.not_listed",
  township_unknown: "refused.township_unknown",
  retention_unknown: "refused.retention_unknown",
  host_not_allowed: "refused.host_not_allowed",
  wrong_code: "refused.wrong_code",
  no_address: "refused.no_address",
  bad_template: "refused.bad_template",
};

/** Asking again changes nothing. */
const HOPELESS = ["forbidden", "unknown", "user_deactivated"];

/** Where to go when trying again would not help. */
const DOORS: { [code: string]: string } = {
  password_needed: "#/password",
  session_ended: "#/sign-in",
  unknown_token: "#/sign-in",
  device_revoked: "#/sign-in",
};

/** What a page shows of an answer: the answer itself, that it is being read, or what went wrong and a way to try again. */
export function Answered<T>({ answer, children }: { answer: Answer<T>; children: (value: T) => ComponentChildren }) {
  if (answer.value === undefined) {
    return answer.failure === undefined ? <Loading /> : <Failed code={answer.failure} again={answer.again} />;
  }
  return (
    <>
      {answer.failure !== undefined && <Failed code={answer.failure} again={answer.again} stale />}
      {children(answer.value)}
    </>
  );
}

function Loading() {
  return (
    <p class="desk-state" role="status">
      {t("state.loading")}
    </p>
  );
}

export function Failed({ code, again, stale }: { code: string; again: () => void; stale?: boolean }) {
  return (
    <div class="desk-state desk-failed" role="alert">
      <p>{failureText(code)}</p>
      {stale && <p>{t("state.stale")}</p>}
      {HOPELESS.includes(code) ? null : DOORS[code] === undefined ? (
        <button type="button" class="desk-button" onClick={again}>
          {t("state.again")}
        </button>
      ) : (
        <a class="desk-button desk-main-button" href={DOORS[code]}>
          {t(code === "password_needed" ? "state.set_password" : "state.sign_in")}
        </a>
      )}
    </div>
  );
}

export function failureText(code: string): string {
  const key = TOLD[code];
  return key === undefined ? t("failure.other", { code }) : (t as (key: Key) => string)(key);
}

/** Nothing is there yet: what, and what to do first. */
export function Empty({ what, first }: { what: string; first?: string }) {
  return (
    <div class="desk-state desk-empty">
      <p>{what}</p>
      {first && <p>{first}</p>}
    </div>
  );
}
