import { dueWords } from "../duties/due";
import type { DutyLight } from "../duties/reconcile";
import { dutySentence } from "../duties/sentences";
import { language } from "../i18n/catalogue";
import type { PersonView } from "../local/view";
import { Light } from "../ui/light";
import { today } from "../ui/today";
import { duties } from "./county";
import { t } from "./i18n";
import { allOwedTo } from "./standing";

/** What is owed to a person now, each duty as a sentence with its light. */
export function DutyList({ view }: { view: PersonView }) {
  const { lights } = allOwedTo(view, duties.value, today.value);
  return (
    <section class="section">
      <h2>{t("person.duties")}</h2>
      {lights.length === 0 && <p>{t("person.no_duties")}</p>}
      <ul class="lines">
        {lights.map((light) => (
          <DutyLine key={light.duty.id} light={light} />
        ))}
      </ul>
    </section>
  );
}

function DutyLine({ light }: { light: DutyLight }) {
  return (
    <li class="line">
      <p>{dutySentence(light.duty, language.value)}</p>
      <Light light={light.light} words={dueWords(light.duty, light, today.value, language.value)} />
    </li>
  );
}
