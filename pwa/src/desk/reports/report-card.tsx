import { useState } from "preact/hooks";
import { confirmReport, declineReport } from "../api";
import { dayText, momentText } from "../dates";
import { type Deed, useDeed } from "../deeds";
import { t } from "../i18n";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import { Field } from "../person/fact-form";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import type { Report } from "../rows";

/** What a carer reported, in words, and the two answers that the township has; or the answer that it gave. */
export function ReportCard({ report }: { report: Report }) {
  const isOpen = report.status === "to_be_confirmed";
  return (
    <div class={isOpen ? "desk-report" : "desk-report desk-report-decided"}>
      <p>
        <b>{t(`report.${report.what}`, { date: dayText(report.since, report.reported_at) })}</b>{" "}
        <span class="desk-faint">
          {t("report.told", { name: report.author_name, moment: momentText(report.reported_at) })}
        </span>{" "}
        <strong class="desk-mark">{t(`report.${report.status}`)}</strong>
      </p>
      {report.note && <p class="desk-note">{t("records.note", { note: report.note })}</p>}
      {report.decision_reason && <p class="desk-note">{t("report.because", { reason: report.decision_reason })}</p>}
      {isOpen && mayChange() && (report.what === "ability" ? <ToAssess /> : <Decision report={report} />)}
    </div>
  );
}

/** Its ten working days run already; what answers it is an assessment. */
function ToAssess() {
  return (
    <p class="desk-screen-only">
      <a class="desk-button desk-main-button" href={hashOf("assessments")}>
        {t("report.to_assess")}
      </a>
    </p>
  );
}

function Decision({ report }: { report: Report }) {
  const [declining, setDeclining] = useState(false);
  const deed = useDeed();
  return (
    <>
      {declining ? (
        <Decline report={report} deed={deed} back={() => setDeclining(false)} />
      ) : (
        <Confirm report={report} deed={deed} decline={() => setDeclining(true)} />
      )}
      <DeedFailure deed={deed} />
    </>
  );
}

interface ConfirmProps {
  report: Report;
  deed: Deed;
  decline: () => void;
}

function Confirm({ report, deed, decline }: ConfirmProps) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const day = new FormData(event.currentTarget as HTMLFormElement).get("valid_from");
    void deed.run(() => confirmReport(report.id, String(day ?? "") || null));
  };
  return (
    <form class="desk-form desk-screen-only" onSubmit={submit}>
      <Field label={t(DAY_NAMES[report.what])}>
        <input type="date" name="valid_from" required defaultValue={report.since} />
      </Field>
      <button type="submit" class="desk-button desk-main-button" disabled={deed.busy}>
        {t("report.confirm")}
      </button>
      <button type="button" class="desk-button" onClick={decline}>
        {t("report.decline")}
      </button>
    </form>
  );
}

const DAY_NAMES = {
  hospital: "situation.from",
  away: "situation.from",
  back: "report.back_on",
  death: "situation.died_on",
  ability: "situation.from",
} as const;

function Decline({ report, deed, back }: { report: Report; deed: Deed; back: () => void }) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const reason = new FormData(event.currentTarget as HTMLFormElement).get("reason");
    void deed.run(() => declineReport(report.id, String(reason ?? "").trim()));
  };
  return (
    <form class="desk-form desk-screen-only" onSubmit={submit}>
      <Field label={t("report.why_not")}>
        <input type="text" name="reason" required pattern=".*\S.*" maxLength={500} />
      </Field>
      <DeedButtons deed={deed} yes={t("report.decline")} leave={back} />
    </form>
  );
}
