import { useState } from "preact/hooks";
import { t as told } from "../../activities/i18n";
import { CANCEL_REASONS } from "../../activities/kinds";
import { isoOf } from "../../duties/days";
import { today as now } from "../../ui/today";
import { useAnswer } from "../api";
import { clockText, dayText, momentText, weekdayText } from "../dates";
import { useDeed } from "../deeds";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import { SmallPictures } from "../parts/small-pictures";
import { Answered } from "../parts/state";
import { Field } from "../person/fact-form";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import { StatusWords } from "./activities";
import { type ActivityFile, activitiesPath, activityPath, type Cancel, cancel, change } from "./calls";
import { t } from "./i18n";
import { PlanForm } from "./plan-form";
import { ReportForm } from "./report-form";

/** One activity: its plan, who signed up and came, whom it served, its pictures. */
export default function ActivityPage({ id }: { id: string }) {
  return <Answered answer={useAnswer(activityPath(id))}>{(file) => <File file={file} />}</Answered>;
}

const today = () => isoOf(now.value);

function File({ file }: { file: ActivityFile }) {
  return (
    <article class="desk-file">
      <div class="desk-title">
        <h1>{file.title || told(`kind.${file.kind}`)}</h1>
        <a
          class="desk-button desk-screen-only"
          href={hashOf(
            "activities",
            "",
            file.day.slice(0, 7) === today().slice(0, 7) ? {} : { month: file.day.slice(0, 7) },
          )}
        >
          {t("activity.back")}
        </a>
      </div>
      <Facts file={file} />
      {file.status === "done" && <Report file={file} />}
      <List file={file} />
      {mayChange() && file.may_change && <Deeds file={file} />}
      {!file.may_change && <p class="desk-faint">{t("activity.theirs", { name: file.organiser_names[0] ?? "" })}</p>}
    </article>
  );
}

function Facts({ file }: { file: ActivityFile }) {
  const lines: [string, preact.ComponentChildren][] = [
    [t("column.status"), <StatusWords key="status" activity={file} today={today()} />],
    [t("column.day"), `${dayText(file.day, today())} ${weekdayText(file.day)} ${file.time}`],
    [t("column.place"), file.place || "—"],
    [t("plan.kind"), told(`kind.${file.kind}`)],
    [t("column.organisers"), file.organiser_names.join("、")],
    [t("activity.planned_by"), file.planned_by_name],
    ...(file.note ? ([[t("plan.note"), file.note]] as [string, string][]) : []),
    ...(file.cancelled_at
      ? ([
          [
            t("activity.cancelled_by"),
            `${file.cancelled_by_name ?? ""} ${momentText(file.cancelled_at)} ${file.cancel_note ?? ""}`,
          ],
        ] as [string, string][])
      : []),
  ];
  return (
    <dl class="desk-particulars">
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Report({ file }: { file: ActivityFile }) {
  const times = [file.start, file.end].filter((each) => each !== null).map((each) => clockText(each));
  const here = file.shown.filter(({ state }) => state === "whole").map(({ sha256 }) => sha256);
  const words = [
    t("activity.came", { n: file.volunteers, people: file.beneficiaries }),
    file.content.map((each) => told(`content.${each}`)).join("、"),
    file.solved.length > 0 &&
      t("activity.solved", { what: file.solved.map((each) => told(`solved.${each}`)).join("、") }),
    file.report_note,
  ].filter(Boolean);
  return (
    <section class="desk-section" aria-labelledby="desk-report">
      <h2 id="desk-report">{t("activity.report")}</h2>
      <p>
        {file.start && dayText(isoOfMoment(file.start), today())} {times.join("–")}
      </p>
      {words.map((each) => (
        <p key={String(each)}>{each}</p>
      ))}
      <h3>{t("activity.served")}</h3>
      <ul class="desk-lines">
        {file.served.map(({ person, person_name, village_name }) => (
          <li key={person}>
            <a href={hashOf("person", person)}>{person_name}</a> <span class="desk-faint">{village_name}</span>
          </li>
        ))}
      </ul>
      {file.served_elsewhere > 0 && <p class="desk-faint">{t("activity.unnamed", { n: file.served_elsewhere })}</p>}
      {file.shown.length > 0 && <h3>{t("activity.pictures", { n: file.shown.length })}</h3>}
      <SmallPictures hashes={here} />
      {here.length < file.shown.length && (
        <p class="desk-faint">{t("activity.not_here", { n: file.shown.length - here.length })}</p>
      )}
      {file.reported_at && (
        <p class="desk-faint">
          {t("activity.reported_by", { name: file.reported_by_name ?? "", moment: momentText(file.reported_at) })}
        </p>
      )}
    </section>
  );
}

function isoOfMoment(moment: string): string {
  return momentText(moment).slice(0, 10);
}

function List({ file: { comers } }: { file: ActivityFile }) {
  return (
    <section class="desk-section" aria-labelledby="desk-comers">
      <h2 id="desk-comers">{t("activity.list")}</h2>
      {comers.length === 0 && <p class="desk-faint">{t("activity.nobody")}</p>}
      <ul class="desk-lines">
        {comers.map(({ user, user_name, going, present }) => (
          <li key={user}>
            <b>{user_name}</b>{" "}
            {present === null ? t(going ? "comer.going" : "comer.not_going") : t(present ? "comer.came" : "comer.away")}
          </li>
        ))}
      </ul>
    </section>
  );
}

type Open = "change" | "report" | "cancel" | null;

/** What the office may do with it. */
function Deeds({ file }: { file: ActivityFile }) {
  const [open, setOpen] = useState<Open>(null);
  const leave = () => setOpen(null);
  if (open === "report") return <ReportForm file={file} leave={leave} />;
  if (open === "cancel") return <CancelForm file={file} leave={leave} />;
  if (open === "change") return <ChangeForm file={file} leave={leave} />;
  const deeds: [Open, string][] = [
    ...(file.status === "planned" ? ([["change", t("change.open")]] as [Open, string][]) : []),
    ["report", t(file.status === "done" ? "report.again" : "report.open")],
    ...(file.status !== "cancelled"
      ? ([["cancel", t(file.status === "done" ? "cancel.undo" : "cancel.open")]] as [Open, string][])
      : []),
  ];
  return (
    <p class="desk-bar desk-screen-only">
      {deeds.map(([which, words]) => (
        <button key={which} type="button" class="desk-button" onClick={() => setOpen(which)}>
          {words}
        </button>
      ))}
    </p>
  );
}

function ChangeForm({ file, leave }: { file: ActivityFile; leave: () => void }) {
  const answer = useAnswer(activitiesPath(file.day.slice(0, 7)));
  return (
    <section class="desk-section desk-screen-only" aria-labelledby="desk-change">
      <h2 id="desk-change">{t("change.open")}</h2>
      <Answered answer={answer}>
        {({ organisers }) => (
          <PlanForm
            organisers={organisers}
            township={file.township}
            day={file.day}
            was={file}
            yes={t("change.save")}
            leave={leave}
            work={(_, __, words) => change(file.id, words)}
          />
        )}
      </Answered>
    </section>
  );
}

function CancelForm({ file, leave }: { file: ActivityFile; leave: () => void }) {
  const deed = useDeed(leave);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const note = String(fields.get("note") ?? "").trim();
    void deed.run(() => cancel(file.id, { reason: fields.get("reason") as Cancel["reason"], note: note || null }));
  };
  return (
    <section class="desk-section desk-screen-only" aria-labelledby="desk-cancel">
      <h2 id="desk-cancel">{t(file.status === "done" ? "cancel.undo" : "cancel.open")}</h2>
      <form class="desk-form" onSubmit={submit}>
        {file.status === "done" && <p>{t("cancel.undo_means")}</p>}
        <Field label={t("cancel.reason")}>
          <select name="reason" required>
            {CANCEL_REASONS.map((reason) => (
              <option key={reason} value={reason}>
                {told(`why.${reason}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t("plan.note")}>
          <input type="text" name="note" maxLength={500} />
        </Field>
        <DeedFailure deed={deed} />
        <p class="desk-form-end">
          <DeedButtons deed={deed} yes={t(file.status === "done" ? "cancel.undo" : "cancel.open")} leave={leave} />
        </p>
      </form>
    </section>
  );
}
