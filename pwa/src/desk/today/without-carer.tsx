import { t } from "../i18n";
import { chooseOnly } from "../people/chosen";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import type { Today } from "../rows";
import { Who } from "./falling-due";
import { Section } from "./section";

/** Whom nobody cares for: her visits are owed all the same, by the township. */
export function WithoutCarer({ value }: { value: Today }) {
  const { without_carer } = value;
  return (
    <Section
      name="carer"
      n={without_carer.length}
      title={t("today.without_carer")}
      lead={t("today.without_carer_lead")}
    >
      {mayChange() && (
        <p class="desk-screen-only">
          <a
            class="desk-button desk-main-button"
            href={hashOf("assign", value.township)}
            onClick={() => chooseOnly(without_carer)}
          >
            {t("today.find_carers")}
          </a>
        </p>
      )}
      <ul class="desk-names">
        {without_carer.map((someone) => (
          <li key={someone.id}>
            <Who someone={someone} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
