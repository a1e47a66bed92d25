import { reportsPath, useAnswer } from "../api";
import { t } from "../i18n";
import { Answered } from "../parts/state";
import { hashOf } from "../route";
import type { ReportLine } from "../rows";
import { ReportCard } from "./report-card";

/** What carers reported and nobody has decided: the lights say "to be confirmed" until then. */
export function Reports() {
  const answer = useAnswer(reportsPath());
  return (
    <section class="desk-section" aria-labelledby="desk-reports">
      <h2 id="desk-reports">{t("reports.title")}</h2>
      <Answered answer={answer}>{(reports) => <List reports={reports} />}</Answered>
    </section>
  );
}

function List({ reports }: { reports: ReportLine[] }) {
  if (reports.length === 0) return <p>{t("reports.empty")}</p>;
  return (
    <>
      <p class="desk-faint">{t("reports.lead")}</p>
      {reports.map((report) => (
        <article key={report.id}>
          <h3>
            <a href={hashOf("person", report.person)}>{report.person_name}</a>{" "}
            <span class="desk-faint">{report.village_name}</span>
          </h3>
          <ReportCard report={report} />
        </article>
      ))}
    </>
  );
}
