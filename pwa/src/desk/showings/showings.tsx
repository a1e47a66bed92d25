import { useMemo } from "preact/hooks";
import { showingsPath, useAnswer } from "../api";
import { dayText, momentText } from "../dates";
import { language, t, word } from "../i18n";
import { Choice } from "../parts/choice";
import { PeriodChooser } from "../parts/period";
import { Answered, Empty } from "../parts/state";
import { ofCounty } from "../rights";
import { hashOf, periodOf, route } from "../route";
import type { Showing, Showings as Told } from "../rows";
import { type Filter, filterFrom, namesOf, shownLines } from "./found";

/** Who was shown which masked number, or opened the form that changes a profile: for the county to read. */
export function Showings() {
  const answer = useAnswer(showingsPath(periodOf(route.value.query)));
  return <Answered answer={answer}>{(told) => <Page told={told} />}</Answered>;
}

function Page({ told }: { told: Told }) {
  const filter = filterFrom(route.value.query);
  const lines = shownLines(told.lines, filter);
  return (
    <>
      <div class="desk-title">
        <h1>{t("showings.title")}</h1>
        {ofCounty() && (
          <a class="desk-button desk-screen-only" href={hashOf("retention")}>
            {t("retention.title")}
          </a>
        )}
        <PeriodChooser period={told} today={told.today} />
        <a class="desk-button" href={hashOf("audit")}>
          {t("audit.title")}
        </a>
      </div>
      <p class="desk-period-line">{t("showings.lead", { from: told.from, to: told.to })}</p>
      <Many told={told} />
      {told.count === 0 ? (
        <Empty what={t("showings.empty")} />
      ) : (
        <>
          <Filters told={told} filter={filter} shown={lines.length} />
          {lines.length === 0 ? <Empty what={t("showings.none_left")} /> : <Table lines={lines} />}
        </>
      )}
    </>
  );
}

/** Unusually many on one day. It may be payday: whoever reads this asks. */
function Many({ told }: { told: Told }) {
  if (told.many.length === 0) return null;
  return (
    <section class="desk-section desk-many" aria-labelledby="desk-many">
      <h2 id="desk-many">{t("showings.many", { n: told.usual })}</h2>
      <ul>
        {told.many.map(({ day, user, user_name, count }) => (
          <li key={`${day} ${user}`}>
            <b>{user_name}</b> {dayText(day, told.today)} {t("showings.times", { n: count })}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Filters({ told, filter, shown }: { told: Told; filter: Filter; shown: number }) {
  const users = useMemo(() => namesOf(told.lines), [told]);
  const fields = ["id_number", "bank_account", "phone", "profile", "checkup"].map((each): [string, string] => [
    each,
    word("shown", each),
  ]);
  return (
    <div class="desk-filter-row">
      <Choice key={language.value} label={t("showings.user")} name="user" value={filter.user} options={users} />
      <Choice label={t("showings.field")} name="field" value={filter.field} options={fields} />
      <span class="desk-shown" role="status">
        {t("showings.shown", { shown, all: told.count })}
        {told.count > told.lines.length && ` ${t("showings.newest", { n: told.limit })}`}
      </span>
    </div>
  );
}

const COLUMNS = ["at", "user", "field", "person", "because", "address"] as const;

function Table({ lines }: { lines: Showing[] }) {
  return (
    <table class="desk-table desk-showings">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" class={`c-${column}`}>
              {t(`showings.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            {COLUMNS.map((column) => (
              <td key={column} class={`c-${column}`} data-label={t(`showings.${column}`)}>
                {CELLS[column](line)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const CELLS: { [column in (typeof COLUMNS)[number]]: (line: Showing) => preact.ComponentChildren } = {
  at: ({ at }) => momentText(at),
  user: ({ user_name }) => user_name,
  field: ({ field }) => word("shown", field),
  person: ({ person, person_name, township_name }) => (
    <>
      <a href={hashOf("person", person)}>{person_name}</a> <span class="desk-faint">{township_name}</span>
    </>
  ),
  because: ({ because }) => word("because", because),
  address: ({ address }) => address,
};
