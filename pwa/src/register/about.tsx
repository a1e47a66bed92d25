import type { ConflictBody } from "../api/rows";
import { type Day, dayOf } from "../duties/days";
import type { PersonView } from "../local/view";
import { ButtonLink } from "../ui/button";
import { Notice } from "../ui/notice";
import { StateMark } from "../ui/state-mark";
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
        {person.contacts?.map(({ name, phone, relation }) => (
          <Contact key={name + phone + relation} name={name} phone={phone} relation={relation} />
        ))}
      </dl>
      {view.edits && <StateMark state={view.edits} />}
      {view.edits === "needs_attention" && <Notice kind="warning">{t("profile.parked")}</Notice>}
      {view.conflicts.filter(isToBeTold).map((conflict) => (
        <Notice key={conflict.id} kind={conflict.settled_at === null ? "warning" : "good"}>
          {conflictWords(conflict)}
        </Notice>
      ))}
      <ButtonLink kind="second" icon="pen" href={`#/people/${person.id}/profile`}>
        {t("profile.change")}
      </ButtonLink>
    </section>
  );
}

/** Days for which the phone says how the township has chosen. */
const TOLD_FOR = 14;

function isToBeTold({ settled_at }: ConflictBody): boolean {
  return settled_at === null || dayOf(settled_at.slice(0, 10)) + TOLD_FOR >= today.value;
}

/** Which value was kept, and what becomes or became of hers. */
function conflictWords({ field, kept, other, settled_at, choice }: ConflictBody): string {
  const values = {
    field: t(`profile.${field}`),
    kept: kept ?? t("person.address_unknown"),
    other: other ?? t("person.address_unknown"),
  };
  if (settled_at === null) return t("profile.conflict", values);
  return t(choice === "other" ? "profile.conflict_taken" : "profile.conflict_kept", values);
}

function Contact({ name, phone, relation }: { name: string; phone: string; relation: string }) {
  return (
    <>
      <dt>{relation || t("profile.contact")}</dt>
      <dd>
        {name} {phone && <a href={`tel:${phone}`}>{phone}</a>}
      </dd>
    </>
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
