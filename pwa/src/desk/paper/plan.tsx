import { useState } from "preact/hooks";
import { Light } from "../../ui/light";
import { planPath, useAnswer } from "../api";
import { dayText, weekdayText } from "../dates";
import { t } from "../i18n";
import { dueShort } from "../parts/due";
import { Answered } from "../parts/state";
import { addDays, weekdayOf } from "../period";
import { hashOf } from "../route";
import type { WeekPlan } from "../rows";
import { isHers } from "./cells";
import { Signatures } from "./signatures";

const WEEK = 7;

/** A week on paper for who works from paper: whom to see by when, and room for what was done. */
export function Plan({ user }: { user: string }) {
  const answer = useAnswer(planPath(user));
  return <Answered answer={answer}>{(plan) => <Week plan={plan} />}</Answered>;
}

function Week({ plan }: { plan: WeekPlan }) {
  const { worker, today } = plan;
  const [monday, setMonday] = useState(() => firstShown(today));
  const days = Array.from({ length: WEEK }, (_, n) => addDays(monday, n));
  const people = plan.people.filter((person) => days.some((day) => isHers(person, day)));
  return (
    <article class="desk-file desk-plan">
      <div class="desk-title desk-screen-only">
        <h1>{t("plan.page", { name: worker.name })}</h1>
        <a class="desk-button" href={hashOf("phone", worker.id)}>
          {t("paper.back")}
        </a>
      </div>
      <p class="desk-faint desk-screen-only">{t("plan.lead")}</p>
      <p class="desk-bar desk-screen-only">
        {[0, WEEK].map((later) => (
          <button
            key={later}
            type="button"
            class="desk-button"
            aria-pressed={monday === addDays(mondayOf(today), later)}
            onClick={() => setMonday(addDays(mondayOf(today), later))}
          >
            {t(later === 0 ? "plan.this_week" : "plan.next_week")}
          </button>
        ))}
        <button type="button" class="desk-button desk-main-button" onClick={() => print()}>
          {t("plan.print")}
        </button>
      </p>
      <section class="desk-blank">
        <h2>
          {t("plan.title", { name: worker.name, place: worker.place_name })}{" "}
          <small>{t("plan.as_of", { from: dayText(monday, today), day: dayText(today, today) })}</small>
        </h2>
        {people.length === 0 ? <p>{t("plan.nobody")}</p> : <Sheet people={people} days={days} today={today} />}
        <Signatures />
      </section>
    </article>
  );
}

/** From Friday on one plans the week that comes. */
function firstShown(today: string): string {
  return addDays(mondayOf(today), weekdayOf(today) >= 4 ? WEEK : 0);
}

function mondayOf(day: string): string {
  return addDays(day, -weekdayOf(day));
}

interface SheetProps {
  people: WeekPlan["people"];
  days: string[];
  today: string;
}

function Sheet({ people, days, today }: SheetProps) {
  return (
    <table class="desk-table desk-plan-sheet">
      <thead>
        <tr>
          <th scope="col">{t("column.name")}</th>
          <th scope="col">{t("plan.due")}</th>
          {days.map((day) => (
            <th key={day} scope="col">
              {dayText(day, today)}
              <small>{weekdayText(day)}</small>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <th scope="row">
              {person.name}
              <small>
                {person.village_name} {person.group_name}
              </small>
            </th>
            <td>
              <Light light={person.light} /> {dueShort(person, today)}
            </td>
            {days.map((day) => (
              <td key={day} data-label={dayText(day, today)}>
                {isHers(person, day) ? <Cell isDue={person.due_by === day} /> : "—"}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ isDue }: { isDue: boolean }) {
  return (
    <>
      {isDue && <b>{t("plan.last_day")} </b>}
      {t("blank.boxes")}
      <br />
      {t("blank.time")}
    </>
  );
}
