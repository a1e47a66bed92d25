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
    } else void save(() => saveReport({ person: person.id, what, since }), person.id);
  };
  const when = whenOn(meant.value, today.value);
  return (
    <Page top={<Bar id={person.id} />} bottom={<SaveBar state={state.value} press={press} />}>
      <h2 class="name">
        {person.name} · {t(`report.${what}`)}
      </h2>
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

/** Since when, as it was left: yesterday's "today" is then another day. */
function useDraft(key: string) {
  const meant = useSignal(sinceOf("today", today.value));
  const touched = useRef(false);
  useEffect(() => {
    const load = current.value?.outbox.draft<Since>(key) ?? Promise.resolve(null);
    load
      .then((draft) => {
        if (draft && !touched.current) meant.value = draft;
      })
      .catch(() => undefined);
  }, []);
  const choose = (next: Since) => {
    touched.current = true;
    meant.value = next;
    current.value?.outbox.keepDraft(key, next).catch(() => undefined);
  };
  return { value: meant.value, choose };
}

const QUESTIONS = {
  hospital: "report.since",
  away: "report.since",
  back: "report.back_on",
  death: "report.died_on",
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
