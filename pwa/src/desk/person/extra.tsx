import { dayText } from "../dates";
import { t, word } from "../i18n";
import { hashOf } from "../route";
import type { PersonFile } from "../rows";

/** The extra visits that are owed to the person in the period, apart from everything that is counted. */
export function ExtraVisits({ file }: { file: PersonFile }) {
  const { extra } = file.person;
  if (extra.length === 0) return null;
  return (
    <section class="desk-section" aria-labelledby="desk-extra-title">
      <h2 id="desk-extra-title">{t("extra.title")}</h2>
      <ul class="desk-policy-lines">
        {extra.map((each) => (
          <li key={each.id}>
            <a href={hashOf("extra", each.id)}>{each.title}</a> <b>{word("extra_state", each.state)}</b>{" "}
            {each.met !== null && dayText(each.met, file.today)}
            {each.due_by !== null && t("own.due_by", { date: dayText(each.due_by, file.today) })}
          </li>
        ))}
      </ul>
    </section>
  );
}
