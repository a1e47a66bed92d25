import type { Day } from "../duties/days";
import type { PersonView } from "../local/view";
import { today } from "../ui/today";
import { ageOn, factOn } from "./facts";
import { type Key, t } from "./i18n";

/** Who this is, in words: sex and age, address, how much help is needed, where she lives. */
export function About({ view }: { view: PersonView }) {
  const { person } = view;
  const sex = t(person.sex === "female" ? "person.female" : "person.male");
  return (
    <section class="section">
      <h2>{t("person.about")}</h2>
      <dl class="facts">
        <dt>{t("person.who")}</dt>
        <dd>{[sex, t("person.age", { n: ageOn(person, today.value) })].join(" · ")}</dd>
        <dt>{t("person.address")}</dt>
        <dd>{person.address || t("person.address_unknown")}</dd>
        <dt>{t("person.ability")}</dt>
        <dd>{t(abilityWords(view, today.value))}</dd>
        <dt>{t("person.arrangement")}</dt>
        <dd>{t(arrangementWords(view, today.value))}</dd>
      </dl>
    </section>
  );
}

function abilityWords({ facts }: PersonView, day: Day) {
  return ABILITIES[factOn(facts, "ability", day)?.value ?? ""] ?? "person.ability_unknown";
}

function arrangementWords({ facts }: PersonView, day: Day) {
  return ARRANGEMENTS[factOn(facts, "arrangement", day)?.value ?? ""] ?? "person.arrangement_unknown";
}

const ABILITIES: Record<string, Extract<Key, `person.ability_${string}`>> = {
  self: "person.ability_self",
  semi: "person.ability_semi",
  full: "person.ability_full",
};

const ARRANGEMENTS: Record<string, Extract<Key, `person.arrangement_${string}`>> = {
  dispersed: "person.arrangement_dispersed",
  centralised: "person.arrangement_centralised",
};
