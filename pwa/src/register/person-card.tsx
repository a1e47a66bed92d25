import { type Day, dayOf, isoOf } from "../duties/days";
import { extraWords } from "../duties/extra-words";
import { t } from "../i18n";
import { language } from "../i18n/catalogue";
import { account } from "../local/accounts";
import type { PersonView, RecordView } from "../local/view";
import { MODE_WORDS } from "../records/words";
import { ButtonLink } from "../ui/button";
import { Icon } from "../ui/icons";
import { Light } from "../ui/light";
import { today } from "../ui/today";
import { agoWords, dateWords } from "./day-words";
import { standingWords } from "./due-words";
import type { Entry } from "./today-list";

/** One person of the list: how urgent, who, where, when last, and the one big button. */
export function PersonCard({ entry }: { entry: Entry }) {
  const { person } = entry.view;
  const path = `#/people/${person.id}`;
  const kind = isPressing(entry) ? "main" : "second";
  return (
    <li class={`card card-${entry.standing.light}`}>
      <a class="card-who" href={path}>
        <Light light={entry.standing.light} words={standingWords(entry.view, entry.standing, today.value)} />
        <span class="card-name">
          <span class="name">{person.name}</span>
          <Icon name="forward" />
        </span>
        <span class="soft">{placeWords(person)}</span>
        <span class="soft">{lastWords(entry.last, today.value)}</span>
        <Extras entry={entry} />
        <InPlaceOf view={entry.view} />
        {entry.tried && <span class="soft">{t("people.tried_today")}</span>}
        {entry.unsent && <span class="unsent-note">{t("people.counted_here")}</span>}
      </a>
      <ButtonLink kind={kind} href={`${path}/visit`} icon="pen" label={t("people.visit_of", { name: person.name })}>
        {t("people.visit")}
      </ButtonLink>
    </li>
  );
}

/** 高温走访：7月1日至9日，任选一天: beside the light, which it never changes. */
export function Extras({ entry: { extras } }: { entry: Entry }) {
  return extras.map((owed) => (
    <span key={owed.extra.id} class={owed.met === null ? "extra" : "soft"}>
      {extraWords(owed.extra, owed, today.value, language.value)}
    </span>
  ));
}

/** 代班到 3月7日: whom she has been handed for some days; under her own care there is nothing to say. */
export function InPlaceOf({ view: { assignments } }: { view: PersonView }) {
  const day = isoOf(today.value);
  const hers = assignments.filter(({ user, valid_to }) => user === account.value?.user && (valid_to ?? day) >= day);
  const until = hers.every(({ cover }) => cover) ? hers[0]?.valid_to : null;
  if (!until) return null;
  return <span class="soft">{t("people.covering", { day: dateWords(dayOf(until), today.value) })}</span>;
}

/** Only what is due wears the full colour, so that the eye goes there first. */
function isPressing({ standing: { light }, extras }: Entry): boolean {
  return light === "red" || light === "yellow" || extras.some(({ state }) => state === "to_visit");
}

/** 石塘村 三组. */
export function placeWords({ village_name, group_name }: { village_name: string; group_name: string }): string {
  return [village_name, group_name].filter(Boolean).join(" ");
}

/** 上次：昨天 上门. */
export function lastWords(last: RecordView | null, today: Day): string {
  if (last === null) return t("people.no_records");
  const when = agoWords(dayOf(last.service_date), today);
  if (last.mode === null) return t("people.last", { when });
  return t("people.last_how", { when, how: t(MODE_WORDS[last.mode]).toLowerCase() });
}
