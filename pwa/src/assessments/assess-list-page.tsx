import { useComputed, useSignal } from "@preact/signals";
import { dayOf } from "../duties/days";
import { t as field } from "../i18n";
import { current } from "../local/current";
import { type PersonView, people } from "../local/view";
import { dateWords } from "../register/day-words";
import { placeWords } from "../register/person-card";
import { back } from "../router";
import { syncState } from "../sync/sync";
import { Page } from "../ui/page";
import { UnsentMark } from "../ui/state-bar";
import { today } from "../ui/today";
import { TopBar } from "../ui/top-bar";
import { t } from "./i18n";
import type { Level } from "./rules";
import "./assessments.css";

/** So many at once: whoever looks for another one types her name. */
const SHOWN = 40;

/** Whom to assess next: of whom a change was told, who never was, then the longest ago. */
export default function AssessListPage() {
  const words = useSignal("");
  const sorted = useComputed(() => people.value.map(lineOf).sort((one, other) => (one.key < other.key ? -1 : 1)));
  const shown = useComputed(() =>
    sorted.value.filter(({ view }) => view.person.name.includes(words.value.trim())).slice(0, SHOWN),
  );
  return (
    <Page
      top={
        <TopBar title={t("assess.list")} back={() => back("/")}>
          <UnsentMark />
        </TopBar>
      }
    >
      <p class="soft">{t("assess.list_help")}</p>
      <input
        class="field"
        type="search"
        aria-label={t("assess.search")}
        placeholder={t("assess.search")}
        value={words.value}
        onInput={(event) => (words.value = event.currentTarget.value)}
      />
      {shown.value.length === 0 && (
        <p role="status">{syncState.value.running ? field("sync.running") : t("assess.nobody")}</p>
      )}
      <ul class="cards">
        {shown.value.map(({ view, said }) => (
          <li key={view.person.id}>
            <a class="card assess-person" href={`#/people/${view.person.id}/assess`}>
              <strong class="name">{view.person.name}</strong>
              <span class="soft">{placeWords(view.person)}</span>
              <span>{said}</span>
            </a>
          </li>
        ))}
      </ul>
    </Page>
  );
}

interface Line {
  view: PersonView;
  key: string;
  said: string;
}

function lineOf(view: PersonView): Line {
  const told = view.reports.find(({ what, status }) => what === "ability" && status === "to_be_confirmed");
  if (told) {
    const day = dateWords(dayOf(told.since), today.value);
    return { view, key: `0 ${told.since}`, said: t("assess.reported", { day }) };
  }
  const sent = current.value?.memory.assessed(view.person.id).sort().at(-1);
  if (sent) return { view, key: `3 ${sent}`, said: t("assess.sent", { day: dateWords(dayOf(sent), today.value) }) };
  const abilities = view.facts.filter(({ kind, voided_at }) => kind === "ability" && voided_at === null);
  const last = abilities.sort((one, other) => (one.valid_from < other.valid_from ? 1 : -1))[0];
  if (!last) return { view, key: "1", said: t("assess.never") };
  const day = dateWords(dayOf(last.valid_from), today.value);
  return {
    view,
    key: `2 ${last.valid_from}`,
    said: t("assess.last", { day, level: t(`level.${last.value as Level}`) }),
  };
}
