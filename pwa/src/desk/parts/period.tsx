import { useState } from "preact/hooks";
import { dayText, monthText } from "../dates";
import { t } from "../i18n";
import { monthOf, monthsUpTo, periodOfMonth } from "../period";
import { refine } from "../route";
import type { Period, PolicyLine } from "../rows";
import { policyMark } from "./policy-mark";

const MONTHS = 36;
const OWN = "own";

/** Chooses the reporting period: a month, or any first and last day. */
export function PeriodChooser({ period, today }: { period: Period; today: string }) {
  const months = monthsUpTo(today, MONTHS);
  const month = monthOf(period);
  const at = months.indexOf(month);
  const [own, setOwn] = useState(at < 0);
  const choose = (chosen: string) => {
    setOwn(chosen === OWN);
    if (chosen !== OWN) showMonth(chosen);
  };
  return (
    <div class="desk-period">
      <Step name={t("period.earlier")} sign="‹" to={at < 0 ? undefined : months[at + 1]} choose={choose} />
      <select
        aria-label={t("period.label")}
        value={own ? OWN : month}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {months.map((each) => (
          <option key={each} value={each}>
            {monthText(each)}
          </option>
        ))}
        <option value={OWN}>{t("period.own")}</option>
      </select>
      <Step name={t("period.later")} sign="›" to={at < 1 ? undefined : months[at - 1]} choose={choose} />
      {own && <OwnPeriod key={period.from + period.to} period={period} />}
    </div>
  );
}

function showMonth(month: string): void {
  refine({ ...periodOfMonth(month) });
}

interface StepProps {
  name: string;
  sign: string;
  to: string | undefined;
  choose: (month: string) => void;
}

function Step({ name, sign, to, choose }: StepProps) {
  return (
    <button
      type="button"
      class="desk-button desk-step"
      aria-label={name}
      title={name}
      disabled={to === undefined}
      onClick={() => to !== undefined && choose(to)}
    >
      {sign}
    </button>
  );
}

function OwnPeriod({ period }: { period: Period }) {
  const [from, setFrom] = useState(period.from);
  const [to, setTo] = useState(period.to);
  const wrong = from === "" || to === "" || from > to;
  const show = (event: Event) => {
    event.preventDefault();
    if (!wrong) refine({ from, to });
  };
  return (
    <form class="desk-own-period" onSubmit={show}>
      <label>
        {t("period.from")} <input type="date" value={from} onInput={(event) => setFrom(event.currentTarget.value)} />
      </label>
      <label>
        {t("period.to")} <input type="date" value={to} onInput={(event) => setTo(event.currentTarget.value)} />
      </label>
      <button type="submit" class="desk-button" disabled={wrong}>
        {t("period.show")}
      </button>
      {wrong && <span role="alert">{t("period.wrong")}</span>}
    </form>
  );
}

interface PeriodLineProps {
  period: Period;
  today: string;
  policies?: PolicyLine[];
}

/** Says which period the numbers are of, as of when, and by which policy. A draft is never shown as law in force. */
export function PeriodLine({ period, today, policies }: PeriodLineProps) {
  const says = { from: period.from, to: period.to, today: dayText(today, today) };
  return (
    <p class="desk-period-line">
      {t("period.line", says)}
      {period.to >= today && ` ${t("period.to_yesterday")}`}
      {policies !== undefined && <PolicyNames policies={policies} today={today} />}
    </p>
  );
}

function PolicyNames({ policies, today }: { policies: PolicyLine[]; today: string }) {
  if (policies.length === 0) return <span> {t("period.no_policy")}</span>;
  return (
    <span>
      {" "}
      {t("period.policy", { titles: "" })}
      {policies.map((policy) => (
        <span key={`${policy.id} ${policy.version}`} class="desk-policy">
          {nameIn(policies, policy)} <StatusMark status={policy.status} validFrom={policy.valid_from} today={today} />
        </span>
      ))}
    </span>
  );
}

interface StatusMarkProps {
  status: PolicyLine["status"];
  /** The first day on which the county follows it, where the answer tells. */
  validFrom?: string;
  today?: string;
}

export function StatusMark({ status, validFrom, today = "" }: StatusMarkProps) {
  return <strong class={`desk-mark desk-status-${status}`}>{policyMark(status, validFrom, today)}</strong>;
}

/** The version is said only where the period has more than one of the same pack. */
function nameIn(policies: PolicyLine[], { id, title, version }: PolicyLine): string {
  const name = title ?? id;
  return policies.filter((each) => each.id === id).length > 1 ? `${name} ${t("duty.version", { n: version })}` : name;
}
