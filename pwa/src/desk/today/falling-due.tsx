import { dayText, momentText } from "../dates";
import { language, t, word } from "../i18n";
import { hashOf } from "../route";
import type { Someone, Today } from "../rows";
import { Section } from "./section";

/** Facts that fall due: stays that end or last long, what is owed besides visits, what nobody ever entered. */
export function FallingDue({ value }: { value: Today }) {
  const { stays_due, duties_due, no_ability, agreements_due } = value;
  return (
    <Section
      name="due"
      n={stays_due.length + duties_due.length + no_ability.length + Math.min(1, agreements_due.length)}
      title={t("today.due")}
      lead={t("today.due_lead")}
    >
      <ul class="desk-lines">
        {stays_due.map((stay) => (
          <li key={stay.id}>
            <Who someone={stay} />
            <span>
              {stay.until === null
                ? t("today.stay_is_long", { what: word("suspension", stay.value ?? ""), since: stay.since })
                : t("today.stay_ends", {
                    what: word("suspension", stay.value ?? ""),
                    until: dayText(stay.until, value.today),
                  })}
            </span>
            <a class="desk-button desk-screen-only" href={hashOf("person", stay.id)}>
              {t(stay.until === null ? "today.ask_after" : "today.open_facts")}
            </a>
          </li>
        ))}
        {no_ability.map((someone) => (
          <li key={someone.id}>
            <Who someone={someone} />
            <span>{t("today.no_ability")}</span>
            <a class="desk-button desk-screen-only" href={hashOf("person", someone.id)}>
              {t("today.enter_ability")}
            </a>
          </li>
        ))}
        <Agreements value={value} />
        {duties_due.map(({ duty, due_by, people }) => (
          <li key={`${duty.id} ${duty.version} ${due_by}`}>
            <details>
              <summary>
                <b>{dayText(due_by, value.today)}</b> {duty.sentence[language.value]}{" "}
                <strong class="desk-mark">{t("number.people", { n: people.length })}</strong>
              </summary>
              <ul class="desk-names">
                {people.map((someone) => (
                  <li key={someone.id}>
                    <Who someone={someone} />
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** A line for each way in which agreements fall due, with the list that it means. */
function Agreements({ value }: { value: Today }) {
  const of = value.agreements_due;
  const kinds = [
    ["none", of.filter(({ coverage }) => coverage === "none").length],
    ["lapsed", of.filter(({ coverage }) => coverage === "lapsed").length],
    ["wrong_kind", of.filter(({ coverage }) => coverage === "wrong_kind").length],
    ["misfit", of.filter(({ coverage, misfit }) => coverage === "covered" && misfit !== null).length],
    ["soon", of.filter(({ coverage, misfit }) => coverage === "covered" && misfit === null).length],
  ] as const;
  return (
    <>
      {kinds.map(
        ([show, n]) =>
          n > 0 && (
            <li key={show}>
              <span>
                {t(`today.agreement_${show}`)} <strong class="desk-mark">{t("number.people", { n })}</strong>
              </span>
              <a class="desk-button desk-screen-only" href={hashOf("agreements", value.township, { show })}>
                {t("today.agreements")}
              </a>
            </li>
          ),
      )}
    </>
  );
}

/** Phones of which nothing was heard: what lies on them is late, and whoever carries one may need help. */
export function SilentPhones({ value }: { value: Today }) {
  const { silent, never_signed_in } = value;
  return (
    <Section
      name="silent"
      n={silent.length + Math.min(1, never_signed_in)}
      title={t("today.silent")}
      lead={t("today.silent_lead")}
    >
      <ul class="desk-lines">
        {silent.map((phone) => (
          <li key={phone.user}>
            <span>
              <b>{phone.name}</b> <span class="desk-faint">{t("number.people", { n: phone.people })}</span>
            </span>
            <span>{t("today.heard", { moment: momentText(phone.last_contact) })}</span>
            <a class="desk-button desk-screen-only" href={hashOf("phone", phone.user)}>
              {t("today.look_at_phone")}
            </a>
          </li>
        ))}
        {never_signed_in > 0 && (
          <li>
            <span>{t("today.never_signed_in", { n: never_signed_in })}</span>
            <a class="desk-button desk-screen-only" href={hashOf("workers", value.township)}>
              {t("slips.make")}
            </a>
          </li>
        )}
      </ul>
    </Section>
  );
}

export function Who({ someone }: { someone: Someone }) {
  return (
    <span>
      <a href={hashOf("person", someone.id)}>{someone.name}</a>{" "}
      <span class="desk-faint">
        {someone.village_name} {someone.group_name}
      </span>
    </span>
  );
}
