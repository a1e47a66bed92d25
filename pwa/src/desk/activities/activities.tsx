import { useState } from "preact/hooks";
import { t as told } from "../../activities/i18n";
import { useAnswer } from "../api";
import { dayText, monthText, weekdayText } from "../dates";
import { DutyName } from "../parts/duty-name";
import { lightWord } from "../parts/lights";
import { Answered, Empty } from "../parts/state";
import { mayChange } from "../rights";
import { hashOf, type Query } from "../route";
import { type Activities, type Activity, activitiesPath, plan, type Standing } from "./calls";
import { t } from "./i18n";
import { PlanForm } from "./plan-form";

/** A month's activities, planned, done and called off, and how the townships stand with what they owe. */
export default function ActivitiesPage({ township, query }: { township: string; query: Query }) {
  const answer = useAnswer(activitiesPath(query.month ?? ""));
  return <Answered answer={answer}>{(reply) => <Month reply={reply} township={township} />}</Answered>;
}

function Month({ reply, township }: { reply: Activities; township: string }) {
  const month = reply.month.slice(0, 7);
  return (
    <article class="desk-file">
      <div class="desk-title">
        <h1>{t("activities.title")}</h1>
        <Months month={month} today={reply.today} />
        <a class="desk-button" href={hashOf("exports", township)}>
          {t("activities.ledger")}
        </a>
      </div>
      <p class="desk-period-line">{t("activities.lead")}</p>
      <Standings of={reply.standings} today={reply.today} />
      <section class="desk-section" aria-labelledby="desk-activities">
        <h2 id="desk-activities">{monthText(month)}</h2>
        {reply.activities.length === 0 ? (
          <Empty what={t("activities.none")} first={t("activities.none_first")} />
        ) : (
          <Table activities={reply.activities} today={reply.today} />
        )}
      </section>
      {mayChange() && <Planning reply={reply} township={township} />}
    </article>
  );
}

/** One month back and forth. */
function Months({ month, today }: { month: string; today: string }) {
  const step = (by: number) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + by, 1));
  const link = (by: number) => hashOf("activities", "", { month: step(by).toISOString().slice(0, 7) });
  return (
    <nav class="desk-period desk-screen-only" aria-label={t("activities.month")}>
      <a class="desk-button desk-step" href={link(-1)} aria-label={t("activities.month_before")}>
        ‹
      </a>
      <strong>{monthText(month)}</strong>
      <a class="desk-button desk-step" href={link(1)} aria-label={t("activities.month_after")}>
        ›
      </a>
      {month !== today.slice(0, 7) && (
        <a class="desk-button" href={hashOf("activities")}>
          {t("activities.this_month")}
        </a>
      )}
    </nav>
  );
}

function Standings({ of, today }: { of: Standing[]; today: string }) {
  const lines = of.flatMap((each) => each.duties.map((duty) => ({ each, duty })));
  if (lines.length === 0) return <p class="desk-faint">{t("activities.no_duty")}</p>;
  return (
    <section class="desk-section" aria-labelledby="desk-standings">
      <h2 id="desk-standings">{t("activities.standing")}</h2>
      <table class="desk-table">
        <thead>
          <tr>
            {(["township", "duty", "met", "now"] as const).map((column) => (
              <th key={column} scope="col">
                {t(`standing.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ each, duty }) => (
            <tr key={each.township + duty.duty.id}>
              <td data-label={t("standing.township")}>
                <a href={hashOf("township", each.township)}>{each.township_name}</a>
              </td>
              <td data-label={t("standing.duty")}>
                <DutyName duty={duty.duty} />
              </td>
              <td data-label={t("standing.met")}>{metWords(duty)}</td>
              <td data-label={t("standing.now")}>
                {lightWord(duty.light)}
                {duty.due_by && (
                  <span class="desk-faint"> {t("standing.due", { day: dayText(duty.due_by, today) })}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type TownshipDuty = Standing["duties"][number];

function metWords({ expected, credited, open, misses }: TownshipDuty): string {
  if (misses.length > 0) return t("standing.missed");
  if (expected > 0 && credited >= expected) return t("standing.is_met");
  return t(open > 0 ? "standing.open" : "standing.not_owed");
}

const COLUMNS = ["day", "name", "place", "organisers", "volunteers", "served", "pictures", "status"] as const;

function Table({ activities, today }: { activities: Activity[]; today: string }) {
  return (
    <table class="desk-table">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col">
              {t(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {activities.map((each) => (
          <Row key={each.id} activity={each} today={today} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ activity, today }: { activity: Activity; today: string }) {
  const { id, day, time, status } = activity;
  const isDone = status === "done";
  const cells: { [column in (typeof COLUMNS)[number]]: preact.ComponentChildren } = {
    day: `${dayText(day, today)} ${weekdayText(day)} ${time}`,
    name: (
      <>
        <a href={hashOf("activity", id)}>{activity.title || told(`kind.${activity.kind}`)}</a>
        {activity.title && <span class="desk-faint"> {told(`kind.${activity.kind}`)}</span>}
      </>
    ),
    place: activity.place || "—",
    organisers: activity.organiser_names.join("、"),
    volunteers: isDone ? activity.volunteers : t("column.going", { n: activity.going }),
    served: isDone ? activity.beneficiaries : "—",
    pictures: isDone ? activity.pictures : "—",
    status: <StatusWords activity={activity} today={today} />,
  };
  return (
    <tr>
      {COLUMNS.map((column) => (
        <td key={column} data-label={t(`column.${column}`)}>
          {cells[column]}
        </td>
      ))}
    </tr>
  );
}

/** Where it stands; one whose day is over and of which nothing was said is asked for. */
export function StatusWords({ activity, today }: { activity: Activity; today: string }) {
  const { status, day, cancel_reason } = activity;
  if (status === "planned" && day < today) return <strong>{t("status.unreported")}</strong>;
  return (
    <>
      {told(`status.${status}`)}
      {cancel_reason && <span class="desk-faint"> {told(`why.${cancel_reason}`)}</span>}
    </>
  );
}

function Planning({ reply, township }: { reply: Activities; township: string }) {
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <p class="desk-bar desk-screen-only">
        <button type="button" class="desk-button desk-main-button" onClick={() => setOpen(true)}>
          {t("plan.open")}
        </button>
      </p>
    );
  return (
    <section class="desk-section desk-screen-only" aria-labelledby="desk-plan">
      <h2 id="desk-plan">{t("plan.open")}</h2>
      <PlanForm
        organisers={reply.organisers}
        township={township}
        day={reply.today}
        yes={t("plan.save")}
        leave={() => setOpen(false)}
        work={async (id, of, words) => {
          await plan({ id, township: of, ...words });
          location.hash = hashOf("activity", id);
        }}
      />
    </section>
  );
}
