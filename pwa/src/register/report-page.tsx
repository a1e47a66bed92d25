import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { codeOf } from "../api/failure";
import type { ReportWhat } from "../api/rows";
import { isoOf } from "../duties/days";
import { current } from "../local/current";
import { type PersonView, personView } from "../local/view";
import { showField } from "../records/first-problem";
import { reportDraft, saveReport } from "../records/save-report";
import { back, replace } from "../router";
import { Button } from "../ui/button";
import { Chips } from "../ui/chips";
import { Choice } from "../ui/choice";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { UnsentMark } from "../ui/state-bar";
import { today } from "../ui/today";
import { TopBar } from "../ui/top-bar";
import { t } from "./i18n";
import { WHATS } from "./reporting";
import { type Since, sinceOf, statedDay, WHENS, whenOn } from "./since";
import { UnknownPerson } from "./unknown-person";

/** One tap more: since today, unless another day is chosen. */
export default function ReportPage({ id, what }: { id: string; what: string }) {
  const view = personView(id).value;
  const known = WHATS.find((each) => each.what === what)?.what;
  if (view && known) return <Report view={view} what={known} />;
  return (
    <Page top={<Bar id={id} />}>
      <UnknownPerson />
    </Page>
  );
}

function Bar({ id }: { id: string }) {
  return (
    <TopBar title={t("report.title")} back={() => back(`/people/${id}`)}>
      <UnsentMark />
    </TopBar>
  );
}

function Report({ view, what }: { view: PersonView; what: ReportWhat }) {
  const { person } = view;
  const meant = useDraft(reportDraft(person.id, what));
  const { state, save } = useSaving();
  const press = () => {
    const since = statedDay(meant.value, today.value);
    if (since === null) {
      state.value = "day_missing";
      showField('input[name="day"]');
    } else void save(() => saveReport({ person: person.id, what, since, ...noteOf(meant.value.lost) }), person.id);
  };
  const when = whenOn(meant.value, today.value);
  return (
    <Page top={<Bar id={person.id} />} bottom={<SaveBar state={state.value} press={press} />}>
      <h2 class="name">
        {person.name} · {t(`report.${what}`)}
      </h2>
      {what === "ability" && <Lost lost={meant.value.lost ?? []} choose={meant.lose} />}
      <Choice
        legend={t(QUESTIONS[what])}
        name="when"
        options={WHENS.map((value) => ({ value, words: t(`report.${value}`) }))}
        chosen={when}
        onChoose={(value) => meant.choose(sinceOf(value, today.value))}
      />
      {when === "other" && <Day day={meant.value.day} choose={(day) => meant.choose({ when, day })} />}
    </Page>
  );
}

const ITEMS = ["eating", "dressing", "bed", "toilet", "walking", "bathing"] as const;
type Item = (typeof ITEMS)[number];

/** What she cannot do any more, for whoever wants to say so: the report is as good without. */
function Lost({ lost, choose }: { lost: Item[]; choose: (lost: Item[]) => void }) {
  return (
    <Chips
      legend={t("report.lost")}
      options={ITEMS.map((value) => ({ value, words: t(`report.item_${value}`) }))}
      chosen={lost}
      onToggle={(value) => choose(ITEMS.filter((each) => lost.includes(each) !== (each === value)))}
    />
  );
}

function noteOf(lost: Item[] | undefined): { note?: string } {
  if (!lost?.length) return {};
  return {
    note: t("report.lost_note", { items: lost.map((each) => t(`report.item_${each}`)).join(t("report.comma")) }),
  };
}

type Meant = Since & { lost?: Item[] };

/** Since when, as it was left: yesterday's "today" is then another day. */
function useDraft(key: string) {
  const meant = useSignal<Meant>(sinceOf("today", today.value));
  const touched = useRef(false);
  useEffect(() => {
    const load = current.value?.outbox.draft<Meant>(key) ?? Promise.resolve(null);
    load
      .then((draft) => {
        if (draft && !touched.current) meant.value = draft;
      })
      .catch(() => undefined);
  }, []);
  const change = (more: Partial<Meant>) => {
    touched.current = true;
    meant.value = { ...meant.value, ...more };
    current.value?.outbox.keepDraft(key, meant.value).catch(() => undefined);
  };
  return { value: meant.value, choose: (since: Since) => change(since), lose: (lost: Item[]) => change({ lost }) };
}

const QUESTIONS = {
  hospital: "report.since",
  away: "report.since",
  back: "report.back_on",
  death: "report.died_on",
  ability: "report.since",
} as const;

function Day({ day, choose }: { day: string; choose: (day: string) => void }) {
  return (
    <label class="labelled">
      <span class="question">{t("report.day")}</span>
      <input
        class="field"
        type="date"
        name="day"
        max={isoOf(today.value)}
        value={day}
        onInput={(event) => choose(event.currentTarget.value)}
      />
    </label>
  );
}

type Saving = "ready" | "saving" | "day_missing" | "not_saved" | "storage_full";

/** Saves once; then the person's page says what was told. */
function useSaving() {
  const state = useSignal<Saving>("ready");
  const save = async (work: () => Promise<void>, person: string) => {
    state.value = "saving";
    try {
      await work();
      replace(`/people/${person}`);
    } catch (thrown) {
      state.value = codeOf(thrown) === "storage_full" ? "storage_full" : "not_saved";
    }
  };
  return { state, save };
}

function SaveBar({ state, press }: { state: Saving; press: () => void }) {
  const isBusy = state === "saving";
  return (
    <div class="save-bar">
      {state !== "ready" && !isBusy && <Notice kind="trouble">{t(`report.${state}`)}</Notice>}
      <Button icon="check" busy={isBusy} onPress={press}>
        {t(isBusy ? "report.saving" : "report.save")}
      </Button>
    </div>
  );
}
