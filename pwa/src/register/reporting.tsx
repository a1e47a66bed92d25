import type { ReportWhat } from "../api/rows";
import { dayOf } from "../duties/days";
import type { PersonView, ReportView } from "../local/view";
import { ButtonLink } from "../ui/button";
import type { IconName } from "../ui/icons";
import { StateMark } from "../ui/state-mark";
import { today } from "../ui/today";
import { agoWords } from "./day-words";
import { factOn } from "./facts";
import { t } from "./i18n";

/** What may be reported, each with its drawing; a death has none. */
export const WHATS: { what: ReportWhat; icon?: IconName }[] = [
  { what: "hospital", icon: "hospital" },
  { what: "away", icon: "leave" },
  { what: "back", icon: "home" },
  { what: "ability", icon: "body" },
  { what: "death" },
];

/** So many tell how things stand; the rest is with the township. */
const RECENT = 3;

/** Something has happened: five large buttons, and what has become of the last reports. */
export function Reporting({ view }: { view: PersonView }) {
  if (factOn(view.facts, "death", today.value)) return null;
  return (
    <section class="section">
      <h2>{t("report.title")}</h2>
      <p class="soft">{t("report.lead")}</p>
      <div class="two-by-two">
        {WHATS.map(({ what, icon }) => (
          <ButtonLink
            key={what}
            kind="second"
            href={`#/people/${view.person.id}/report/${what}`}
            {...(icon && { icon })}
          >
            {t(`report.${what}`)}
          </ButtonLink>
        ))}
      </div>
      <ul class="lines">
        {view.reports.slice(0, RECENT).map((report) => (
          <ReportLine key={report.id} report={report} />
        ))}
      </ul>
    </section>
  );
}

function ReportLine({ report }: { report: ReportView }) {
  const day = agoWords(dayOf(report.since), today.value);
  return (
    <li class="line">
      <p class="record-head">
        <strong>{t("report.line", { day, what: t(`report.${report.what}`) })}</strong>
        <StateMark state={report.state} />
      </p>
      <p>
        {t("report.by", { name: report.author_name })} · {decisionWords(report)}
      </p>
    </li>
  );
}

function decisionWords({ status, decision_reason }: ReportView): string {
  const words = t(`report.${status}`);
  return decision_reason ? t("report.because", { status: words, reason: decision_reason }) : words;
}
