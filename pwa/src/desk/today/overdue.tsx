import { dayText, momentText } from "../dates";
import { t, word } from "../i18n";
import { missedBefore } from "../parts/due";
import { waitingText } from "../people/columns";
import { hashOf } from "../route";
import type { Overdue, Today, ToUrge } from "../rows";
import { Section } from "./section";
import { Urge } from "./urge";

/** Whose visit is overdue, by who cares for them: one call settles all the people of a row. */
export function OverdueSection({ value }: { value: Today }) {
  const n = value.nobody.length + value.overdue.reduce((sum, { people }) => sum + people.length, 0);
  return (
    <Section name="overdue" n={n} title={t("today.overdue")} lead={t("today.overdue_lead")}>
      <table class="desk-table desk-urging">
        <thead>
          <tr>
            <th scope="col">{t("today.people")}</th>
            <th scope="col">{t("column.carer")}</th>
            <th scope="col">{t("today.contact")}</th>
            <th scope="col">{t("urge.title")}</th>
          </tr>
        </thead>
        <tbody>
          {value.nobody.length > 0 && <NobodyRow value={value} />}
          {value.overdue.map((line) => (
            <Row key={line.carer.id} line={line} today={value.today} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function NobodyRow({ value }: { value: Today }) {
  return (
    <tr>
      <td>
        <People people={value.nobody} today={value.today} />
      </td>
      <td data-label={t("column.carer")}>
        <em>{t("people.no_carer")}</em>
      </td>
      <td />
      <td>{t("today.nobody_to_urge")}</td>
    </tr>
  );
}

function Row({ line, today }: { line: ToUrge; today: string }) {
  return (
    <tr>
      <td>
        <People people={line.people} today={today} />
      </td>
      <td data-label={t("column.carer")}>{line.carer.name}</td>
      <td data-label={t("today.contact")}>
        {line.last_contact === null ? t("today.no_phone") : momentText(line.last_contact)}
      </td>
      <td>
        <Urge line={line} />
      </td>
    </tr>
  );
}

function People({ people, today }: { people: Overdue[]; today: string }) {
  return (
    <ul class="desk-today-people">
      {people.map((person) => (
        <li key={person.id}>
          <a href={hashOf("person", person.id)}>{person.name}</a>{" "}
          <span class="desk-faint">
            {person.village_name} {person.group_name}
          </span>{" "}
          {person.ability === "full" && <strong class="desk-mark">{word("level", "full")}</strong>}{" "}
          <strong class="desk-late">{lateText(person, today)}</strong>{" "}
          {person.to_be_confirmed.length > 0 && <strong class="desk-mark">{waitingText(person)}</strong>}
        </li>
      ))}
    </ul>
  );
}

/** How long it is overdue; of a calendar duty, that the last unit was missed. */
function lateText(person: Overdue, today: string): string {
  if (!missedBefore(person, today)) return t("today.days_late", { n: person.days });
  return t("due.missed_before", { date: dayText(person.due_by, today) });
}
