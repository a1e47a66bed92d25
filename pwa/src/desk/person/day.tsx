import { dayText } from "../dates";
import { t, word } from "../i18n";
import type { DutyDay, DutyGround, HeldFact, Opened, RecordRow } from "../rows";
import { factText, shortText } from "./because";
import type { DayStrip } from "./day-strip";
import { opening } from "./duties";
import { timeText } from "./times";

/** One day of one duty: what it was, by which facts and which version of the policy, and what became of its records. */
export function DayOpened({ strip, day, file }: { strip: DayStrip; day: DutyDay; file: Opened }) {
  const ground = strip.grounds.find(({ first, last }) => first <= day.day && day.day <= last);
  const title = t("day.says", { date: dayText(day.day, file.today), state: t(`day.${day.state}`) });
  return (
    <section class="desk-opened" id="desk-day" tabIndex={-1} aria-label={title}>
      <h4>{title}</h4>
      {ground && <Because ground={ground} state={day.state} duty={strip.duty} today={file.today} />}
      <RecordsOfDay duty={strip.duty} day={day.day} file={file} />
      <h5>{t("opened.policy")}</h5>
      <p>{strip.rule}</p>
      <p class="desk-screen-only">
        <a class="desk-button" href={opening({ show: "", duty: "", version: "", day: "" })}>
          {t("opened.close")}
        </a>
      </p>
    </section>
  );
}

interface BecauseProps {
  ground: DutyGround;
  state: DutyDay["state"];
  duty: string;
  today: string;
}

/** Why the duty was owed that day or not, and on which facts that rests. */
function Because({ ground, state, duty, today }: BecauseProps) {
  const unit = state === "not_owed" && ground.state === "owed";
  return (
    <>
      <p>{unit ? t("opened.short_unit") : reasonText(ground)}</p>
      <p class="desk-faint">
        {t("opened.stretch", { from: dayText(ground.first, today), to: dayText(ground.last, today) })}
      </p>
      <FactList title={t("opened.facts")} facts={ground.facts} />
      <FactList title={t("opened.not_known_yet")} facts={ground.not_known_yet} />
      {ground.of_age?.first && <p>{t("opened.of_age", { date: ground.of_age.first })}</p>}
      {ground.of_age === null && ground.why.includes("age") && <p>{t("opened.no_birthday", { duty })}</p>}
    </>
  );
}

function reasonText(ground: DutyGround): string {
  if (ground.state === "owed") return t("opened.owed");
  return ground.why.map((why) => t(`ground.${why}`)).join(t("list.between"));
}

function FactList({ title, facts }: { title: string; facts: HeldFact[] }) {
  if (facts.length === 0) return null;
  return (
    <>
      <h5>{title}</h5>
      <ul>
        {facts.map((fact) => (
          <li key={fact.id}>{factText(fact)}</li>
        ))}
      </ul>
    </>
  );
}

function RecordsOfDay({ duty, day, file }: { duty: string; day: string; file: Opened }) {
  const records = file.records.filter((record) => record.service_date === day);
  return (
    <>
      <h5>{t("opened.records")}</h5>
      {records.length === 0 && <p>{t("opened.no_records")}</p>}
      <ul>
        {records.map((record) => (
          <li key={record.id}>
            {timeText(record)} {word(record.mode === null ? "kind" : "mode", record.mode ?? record.kind)}{" "}
            {record.author_name}
            {" — "}
            <b>{verdictText(record, duty)}</b>
          </li>
        ))}
      </ul>
    </>
  );
}

function verdictText(record: RecordRow, duty: string): string {
  const not = record.not_counted[duty];
  if (not) return t("opened.not_counted", { why: shortText(not) });
  return record.counts_for.includes(duty) ? t("opened.counted") : t("records.nothing_owed");
}
