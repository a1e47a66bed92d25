import { computed, useSignal } from "@preact/signals";
import { isHelper } from "../activities/roles";
import type { AssignmentBody } from "../api/rows";
import { hasWholePlace, isOfHealthTeam } from "../checkups/team";
import { isoOf } from "../duties/days";
import { t } from "../i18n";
import { account } from "../local/accounts";
import { questions } from "../local/questions";
import { type PersonView, people } from "../local/view";
import { syncState } from "../sync/sync";
import { ButtonLink } from "../ui/button";
import { Heading } from "../ui/heading";
import { Lantern } from "../ui/icons";
import { Lazily } from "../ui/lazily";
import { Page } from "../ui/page";
import { StateBar } from "../ui/state-bar";
import { Tabs } from "../ui/tabs";
import { today } from "../ui/today";
import { Troubles } from "../ui/troubles";
import { entryNow } from "./county";
import { todayWords } from "./day-words";
import { PersonCard } from "./person-card";
import { byUrgency, type Entry, found } from "./today-list";

/** A health team has the files of its whole place: on its list of visits stand those whom she visits. */
const visited = computed(() => {
  const who = account.value;
  return hasWholePlace(who?.role)
    ? people.value.filter(({ assignments }) => assignments.some((given) => given.user === who?.user && runsOn(given)))
    : people.value;
});

function runsOn({ valid_from, valid_to }: AssignmentBody): boolean {
  const day = isoOf(today.value);
  return valid_from <= day && (valid_to === null || day <= valid_to);
}

/** The cards of her list, the most urgent first. */
export const entries = computed(() => visited.value.filter(isHersToday).map(entryNow).sort(byUrgency));

const asked = computed(() => questions.value.filter(({ status }) => status === "open").length);

const hasDoors = computed(() => people.value.some(({ doors }) => doors.length > 0));

/** A cover ends by itself, also where no server has told so. */
function isHersToday({ handed, assignments }: PersonView): boolean {
  return !handed || assignments.some(runsOn);
}

/** From so many people on, looking for one by eye is slower than typing. */
const MANY = 12;

/** What a phone meets that holds nobody any more: said by the troubles. */
const ENDED: (string | null)[] = ["device_revoked", "user_deactivated"];

const nobodyYet = () => import("../accounts/role-day");

export function HomePage() {
  return (
    <Page top={<StateBar />} bottom={<Tabs here="people" />}>
      <div class="home-title">
        <Lantern />
        <Heading words={todayWords(today.value)} />
      </div>
      <Troubles />
      {account.value?.role === "assessor" && (
        <ButtonLink kind="second" icon="pen" href="#/assess">
          {t("people.assess")}
        </ButtonLink>
      )}
      {isOfHealthTeam(account.value?.role) && (
        <ButtonLink kind="second" icon="pen" href="#/checkups">
          {t("people.checkups")}
        </ButtonLink>
      )}
      {isHelper(account.value?.role) && (
        <ButtonLink kind="second" icon="people" href="#/activities">
          {t("people.activities")}
        </ButtonLink>
      )}
      {isHelper(account.value?.role) && (
        <ButtonLink kind="second" icon="hygiene" href="#/hygiene">
          {t("people.hygiene")}
        </ButtonLink>
      )}
      {hasDoors.value && (
        <ButtonLink kind="second" icon="scan" href="#/door">
          {t("people.scan_door")}
        </ButtonLink>
      )}
      {asked.value > 0 && (
        <ButtonLink kind="second" icon="concern" href="#/questions">
          {t("people.questions", { n: asked.value })}
        </ButtonLink>
      )}
      {entries.value.length > 0 && <PeopleList entries={entries.value} />}
      {entries.value.length === 0 &&
        !isOfHealthTeam(account.value?.role) &&
        !ENDED.includes(syncState.value.failure) && <Lazily load={nobodyYet} />}
    </Page>
  );
}

function PeopleList({ entries }: { entries: Entry[] }) {
  const words = useSignal("");
  const shown = found(entries, words.value);
  return (
    <>
      <p class="soft">{t("people.count", { n: entries.length })}</p>
      {entries.length >= MANY && (
        <input
          class="field"
          type="search"
          aria-label={t("people.searching")}
          placeholder={t("people.search_hint")}
          value={words.value}
          onInput={(event) => {
            words.value = event.currentTarget.value;
          }}
        />
      )}
      {shown.length === 0 && <p role="status">{t("people.none_found")}</p>}
      <ul class="cards">
        {shown.map((entry) => (
          <PersonCard key={entry.view.person.id} entry={entry} />
        ))}
      </ul>
    </>
  );
}
