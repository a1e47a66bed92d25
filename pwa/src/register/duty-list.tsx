import { dayOf } from "../duties/days";
import { dueWords } from "../duties/due";
import { extraWords } from "../duties/extra-words";
import type { DutyLight } from "../duties/reconcile";
import { dutySentence } from "../duties/sentences";
import { language } from "../i18n/catalogue";
import type { PersonView } from "../local/view";
import { Light } from "../ui/light";
import { today } from "../ui/today";
import { duties, extras } from "./county";
import { t } from "./i18n";
import { allOwedTo, extrasOwedTo } from "./standing";

/** An extra duty that is over stays in view for so many days. */
const SHOWN_AFTERWARDS = 30;

/** What is owed to a person now, extra duties first, each duty as a sentence with its light. */
export function DutyList({ view }: { view: PersonView }) {
  const { lights } = allOwedTo(view, duties.value, today.value);
  const owed = extrasOwedTo(view, extras.value, today.value).filter(
    ({ extra }) => dayOf(extra.valid_to) >= today.value - SHOWN_AFTERWARDS,
  );
  return (
    <section class="section">
      <h2>{t("person.duties")}</h2>
      {lights.length + owed.length === 0 && <p>{t("person.no_duties")}</p>}
      <ul class="lines">
        {owed.map((one) => (
          <li key={one.extra.id} class="line">
            <p class={one.state === "to_visit" ? "extra" : ""}>
              {extraWords(one.extra, one, today.value, language.value)}
            </p>
          </li>
        ))}
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
