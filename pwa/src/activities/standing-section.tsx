import type { Day } from "../duties/days";
import { dueWords } from "../duties/due";
import { dutySentence } from "../duties/sentences";
import { language } from "../i18n/catalogue";
import { dateWords, todayWords } from "../register/day-words";
import { placeWords } from "../register/person-card";
import { Light } from "../ui/light";
import { today } from "../ui/today";
import { LONG, standing, unreached } from "./held";
import { t } from "./i18n";
import type { MonthDuty } from "./month-duty";

/** How the township stands with what activities count for, reckoned on this phone from what it knows. */
export function StandingSection() {
  if (standing.value.length === 0) return null;
  return (
    <section class="section">
      <h2>{t("standing.title")}</h2>
      <ul class="lines">
        {standing.value.map((duty) => (
          <Line key={duty.duty.id} duty={duty} />
        ))}
      </ul>
    </section>
  );
}

function Line({ duty }: { duty: MonthDuty }) {
  const words = dueWords(duty.duty, duty, today.value, language.value);
  return (
    <li class="line">
      <p>{dutySentence(duty.duty, language.value)}</p>
      <Light light={duty.light} words={duty.isMet ? t("standing.met") : `${t("standing.not_met")} · ${words}`} />
      {duty.days.length > 0 && <Days days={duty.days} />}
    </li>
  );
}

function Days({ days }: Pick<MonthDuty, "days">) {
  return (
    <>
      <p class="duty-days">{t("standing.days")}</p>
      <ul>
        {days.map(({ day, isDone }) => (
          <li key={day}>{isDone ? `✓ ${t("standing.day_done", { day: todayWords(day) })}` : todayWords(day)}</li>
        ))}
      </ul>
    </>
  );
}

function dateOf(day: Day): string {
  return dateWords(day, today.value);
}

const SHOWN = 10;

/** Of the people on this phone those whom no report has named for long. */
export function UnreachedSection() {
  const all = unreached.value;
  if (all.length === 0) return null;
  return (
    <section class="section">
      <h2>{t("unreached.title")}</h2>
      <p class="soft">{t("unreached.help", { days: LONG })}</p>
      <ul class="lines">
        {all.slice(0, SHOWN).map(({ view: { person }, last }) => (
          <li class="line" key={person.id}>
            <strong>{person.name}</strong> <span class="soft">{placeWords(person)}</span>
            <p>{last === null ? t("unreached.never") : t("unreached.last", { day: dateOf(last) })}</p>
          </li>
        ))}
      </ul>
      {all.length > SHOWN && <p>{t("unreached.more", { n: all.length - SHOWN })}</p>}
    </section>
  );
}
