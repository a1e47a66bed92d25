import { useComputed, useSignal } from "@preact/signals";
import { t as field } from "../i18n";
import { placeWords } from "../register/person-card";
import { back } from "../router";
import { syncState } from "../sync/sync";
import { Choice } from "../ui/choice";
import { Icon } from "../ui/icons";
import { Page } from "../ui/page";
import { UnsentMark } from "../ui/state-bar";
import { TopBar } from "../ui/top-bar";
import "./checkups.css";
import { type CheckupView, checkups, stops, thisYear } from "./held";
import { t } from "./i18n";
import { stateWords } from "./state-words";

const GROUPS = ["open", "incomplete", "done", "refused"] as const;
type Group = (typeof GROUPS)[number];

/** From so many people on, looking for one by eye is slower than typing. */
const MANY = 12;

/** The worklist of the year: who is due, begun, done, and who refused, by village. */
export default function CheckupsPage() {
  const group = useSignal<Group>("open");
  const words = useSignal("");
  const village = useSignal("");
  const villages = useComputed(() => villagesOf(checkups.value));
  const shown = useComputed(() =>
    checkups.value.filter(
      (each) =>
        groupOf(each) === group.value &&
        (village.value === "" || each.view.person.village === village.value) &&
        each.view.person.name.includes(words.value.trim()),
    ),
  );
  const count = (one: Group) => checkups.value.filter((each) => groupOf(each) === one).length;
  return (
    <Page
      top={
        <TopBar title={t("list.title", { year: thisYear.value })} back={() => back("/")}>
          <UnsentMark />
        </TopBar>
      }
    >
      <p class="soft">
        {t("list.count", { n: checkups.value.length, done: count("done") })}
        <br />
        {t("list.contracts", { n: checkups.value.filter(({ contract }) => contract !== null).length })}
      </p>
      <Choice
        quiet
        legend={t("list.which")}
        name="group"
        columns={2}
        options={GROUPS.map((value) => ({ value, words: t(`list.${value}`, { n: count(value) }) }))}
        chosen={group.value}
        onChoose={(value) => (group.value = value)}
      />
      {villages.value.length > 1 && (
        <label class="labelled">
          <span class="question">{t("list.village")}</span>
          <select class="field" value={village.value} onChange={(event) => (village.value = event.currentTarget.value)}>
            <option value="">{t("list.all_villages")}</option>
            {villages.value.map(([code, name, open]) => (
              <option key={code} value={code}>
                {t("list.village_line", { name, n: open })}
              </option>
            ))}
          </select>
        </label>
      )}
      {checkups.value.length >= MANY && (
        <input
          class="field"
          type="search"
          aria-label={t("list.search")}
          placeholder={t("list.search")}
          value={words.value}
          onInput={(event) => (words.value = event.currentTarget.value)}
        />
      )}
      {shown.value.length === 0 && (
        <p role="status">{syncState.value.running ? field("sync.running") : t("list.nobody")}</p>
      )}
      <Villages shown={shown.value} />
    </Page>
  );
}

/** Done at another place is done; what two say differently is not. */
function groupOf({ state, clashes }: CheckupView): Group {
  if (clashes > 0) return "incomplete";
  if (state === "due") return "open";
  if (state === "elsewhere") return "done";
  return state;
}

function villagesOf(all: CheckupView[]): [code: string, name: string, open: number][] {
  const found = new Map<string, [string, string, number]>();
  for (const each of all) {
    const { village, village_name } = each.view.person;
    const known = found.get(village) ?? [village, village_name, 0];
    const open = groupOf(each) === "open" || groupOf(each) === "incomplete" ? 1 : 0;
    found.set(village, [village, village_name, known[2] + open]);
  }
  const place = (code: string) =>
    `${code.slice(0, 9)} ${String(stops.value.get(code) ?? 999).padStart(3, "0")} ${code}`;
  return Array.from(found.values()).sort((a, b) => (place(a[0]) < place(b[0]) ? -1 : 1));
}

/** As the bus goes, in the order that staff have set: village by village. */
function Villages({ shown }: { shown: CheckupView[] }) {
  return (
    <>
      {villagesOf(shown).map(([code, name]) => (
        <section class="section" key={code}>
          <h2>{name}</h2>
          <ul class="cards">
            {shown
              .filter(({ view }) => view.person.village === code)
              .map((each) => (
                <PersonLine key={each.view.person.id} checkup={each} />
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function PersonLine({ checkup }: { checkup: CheckupView }) {
  const { view, urgent, abnormal, clashes } = checkup;
  return (
    <li>
      <a class="checkup-person card" href={`#/people/${view.person.id}/checkup`}>
        <strong class="name">{view.person.name}</strong>
        <span class="soft">{placeWords(view.person)}</span>
        <span class={`checkup-state checkup-state-${checkup.state}`}>{stateWords(checkup)}</span>
        {urgent > 0 && (
          <span class="concerns">
            <Icon name="concern" size={1.2} />
            <span>{t("list.urgent")}</span>
          </span>
        )}
        {urgent === 0 && abnormal > 0 && <span class="soft">{t("found.abnormal", { n: abnormal })}</span>}
        {clashes > 0 && <span class="trouble">{t("section.clashes", { n: clashes })}</span>}
      </a>
    </li>
  );
}
