import { useSignal } from "@preact/signals";
import { type Day, dayOf, isoOf } from "../duties/days";
import { account } from "../local/accounts";
import { myRecords, people, type RecordView } from "../local/view";
import { clockTime, todayWords } from "../register/day-words";
import { back } from "../router";
import { Button } from "../ui/button";
import { Page } from "../ui/page";
import { today } from "../ui/today";
import { TopBar } from "../ui/top-bar";
import { GroupText } from "./group-text";
import { t } from "./i18n";
import { type Month, monthOf, monthsOf, type Statement, type StatementDay, statementOf } from "./month";
import "./month.css";
import { t as field } from "../i18n";
import { MODE_WORDS } from "./words";

/** Her own visits of a month, day by day, to show or print: so that nobody has to argue about them. */
export default function MonthPage() {
  const now = isoOf(today.value);
  const month = useSignal(monthOf(now));
  const mine = myRecords.value;
  const statement = statementOf(mine, month.value);
  return (
    <Page top={<TopBar title={t("month.title")} back={() => back("/me")} />}>
      <ChooseMonth months={monthsOf(mine, now)} chosen={month.value} choose={(next) => (month.value = next)} />
      <Head month={month.value} now={today.value} />
      <Sums statement={statement} />
      <Days days={statement.days} />
      <p class="paper-only">{t("month.signed")}</p>
      <p class="soft">{t("month.only_hers")}</p>
      <Button kind="second" icon="book" onPress={() => window.print()}>
        {t("month.print")}
      </Button>
      <GroupText />
    </Page>
  );
}

interface ChooseMonthProps {
  months: Month[];
  chosen: Month;
  choose: (month: Month) => void;
}

function ChooseMonth({ months, chosen, choose }: ChooseMonthProps) {
  if (months.length < 2) return null;
  return (
    <label class="labelled screen-only">
      <span class="question">{t("month.which")}</span>
      <select class="field" value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
        {months.map((month) => (
          <option key={month} value={month}>
            {monthWords(month)}
          </option>
        ))}
      </select>
    </label>
  );
}

function Head({ month, now }: { month: Month; now: Day }) {
  const who = account.value;
  return (
    <section>
      <h2>{t("month.head", { name: who?.name ?? "", month: monthWords(month) })}</h2>
      <p class="soft">{t("month.as_of", { place: who?.place_name ?? "", day: todayWords(now) })}</p>
    </section>
  );
}

function Sums({ statement: { visits, attempts, people, unsent, waiting } }: { statement: Statement }) {
  return (
    <section class="card">
      <dl class="facts">
        <dt>{t("month.visits")}</dt>
        <dd>{t("month.visits_number", { n: visits, people })}</dd>
        <dt>{t("month.attempts")}</dt>
        <dd>{t("month.times", { n: attempts })}</dd>
      </dl>
      {unsent > 0 && <p class="unsent-note">{t("month.unsent", { n: unsent })}</p>}
      {waiting > 0 && <p class="unsent-note">{t("month.waiting", { n: waiting })}</p>}
    </section>
  );
}

function Days({ days }: { days: StatementDay[] }) {
  if (days.length === 0) return <p>{t("month.nothing")}</p>;
  const names = new Map(people.value.map(({ person }) => [person.id, person.name]));
  return (
    <table class="month">
      <thead>
        <tr>
          <th scope="col">{t("month.day")}</th>
          <th scope="col">{t("month.what")}</th>
        </tr>
      </thead>
      <tbody>
        {days.map(({ day, records }) => (
          <tr key={day}>
            <th scope="row">{dayWords(day)}</th>
            <td>
              <ul>
                {records.map((record) => (
                  <li key={record.id}>{lineWords(record, names.get(record.subject))}</li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function lineWords(record: RecordView, name: string | undefined): string {
  const how =
    record.status === "attempt" ? field("records.attempt") : record.mode ? field(MODE_WORDS[record.mode]) : "";
  return `${clockTime(Date.parse(record.start))} ${name ?? field("records.someone")} ${how}`.trim();
}

function monthWords(month: Month): string {
  const [year = "", number = ""] = month.split("-");
  return t("month.name", { year, month: Number(number) });
}

/** 2日 星期一: the month stands above. */
function dayWords(day: string): string {
  return todayWords(dayOf(day));
}
