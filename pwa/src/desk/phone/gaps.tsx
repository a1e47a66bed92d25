import { dayText } from "../dates";
import { language, t } from "../i18n";
import { hashOf } from "../route";
import type { WorkerFile } from "../rows";

type Person = WorkerFile["people"][number];

/** Which days of which people nobody knows of: owed, and neither credited nor reported since. */
export function Gaps({ file }: { file: WorkerFile }) {
  const wanting = file.people.filter(({ gaps }) => gaps.length > 0);
  return (
    <section class="desk-section" aria-labelledby="desk-lost-gaps">
      <h2 id="desk-lost-gaps">
        {t("lost.gaps")} <small>{t("lost.gaps_number", { n: wanting.length, all: file.people.length })}</small>
      </h2>
      <p class="desk-faint">{t("lost.gaps_help")}</p>
      {wanting.length === 0 ? <p>{t("lost.no_gaps")}</p> : <Table people={wanting} file={file} />}
      <Duties people={wanting} />
    </section>
  );
}

function Table({ people, file }: { people: Person[]; file: WorkerFile }) {
  return (
    <table class="desk-table desk-gaps">
      <thead>
        <tr>
          <th scope="col" class="c-name">
            {t("column.name")}
          </th>
          <th scope="col">{t("column.village")}</th>
          <th scope="col">{t("lost.gap_days")}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <th scope="row" class="c-name">
              <a href={hashOf("person", person.id, { from: file.from, to: file.to })}>{person.name}</a>
            </th>
            <td>
              {person.village_name} {person.group_name}
            </td>
            <td>
              <ul class="desk-gap-list">
                {person.gaps.map((gap) => (
                  <li key={gap.duty + gap.first} title={gap.sentence[language.value]}>
                    <b>{spanText(gap.first, gap.last, file.today)}</b> <span class="desk-faint">{gap.duty}</span>
                  </li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the short names of the duties stand for. */
function Duties({ people }: { people: Person[] }) {
  const named = new Map(people.flatMap(({ gaps }) => gaps.map(({ duty, sentence }) => [duty, sentence] as const)));
  return (
    <ul class="desk-gap-duties">
      {Array.from(named, ([duty, sentence]) => (
        <li key={duty} class="desk-faint">
          {duty} {sentence[language.value]}
        </li>
      ))}
    </ul>
  );
}

function spanText(first: string, last: string, today: string): string {
  if (first === last) return dayText(first, today);
  return t("lost.span", { first: dayText(first, today), last: dayText(last, today) });
}
