import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { codeOf } from "../api/failure";
import { NEED_KINDS, type NeedKind, type NewNeed } from "../api/need-rows";
import { current } from "../local/current";
import { type PersonView, personView } from "../local/view";
import { showField } from "../records/first-problem";
import { UnknownPerson } from "../register/unknown-person";
import { back, replace } from "../router";
import { Button, ButtonLink } from "../ui/button";
import { Choice } from "../ui/choice";
import type { IconName } from "../ui/icons";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { UnsentMark } from "../ui/state-bar";
import { TopBar } from "../ui/top-bar";
import { t } from "./i18n";
import { needDraftKey, saveNeed } from "./save-need";

const ICONS: Partial<Record<NeedKind, IconName>> = {
  health: "hospital",
  medicine: "body",
  food: "food",
  house: "home",
  safety: "safety",
  care: "needs",
  documents: "book",
};

/** What the server takes (docs/protocol.md §3). */
const NOTE_LETTERS = 2_000;

/** What is written so far; kept as a draft just as it is. */
interface Said {
  kind: NeedKind | null;
  urgent: boolean;
  note: string;
  /** The record from which it was raised, also when a call came between. */
  record?: string;
}

/** What a person needs: one tap for what, one for how urgent; words are nobody's duty. */
export default function NeedPage({ id, record }: { id: string; record: string }) {
  const view = personView(id).value;
  if (view) return <Form view={view} record={record} />;
  return (
    <Page top={<Bar id={id} />}>
      <UnknownPerson />
    </Page>
  );
}

function Bar({ id }: { id: string }) {
  return (
    <TopBar title={t("need.title")} back={() => back(`/people/${id}`)}>
      <UnsentMark />
    </TopBar>
  );
}

function Form({ view, record }: { view: PersonView; record: string }) {
  const { person } = view;
  const said = useDraft(person.id, record);
  const { state, save } = useSaving(person.id);
  const press = () => void save(needOf(said.value, person.id));
  useEffect(() => {
    state.value = "ready";
  }, [said.value]);
  const { kind, urgent, note } = said.value;
  return (
    <Page top={<Bar id={person.id} />} bottom={<SaveBar state={state.value} press={press} />}>
      <h2 class="name">{person.name}</h2>
      <Choice
        legend={t("need.kind")}
        name="kind"
        columns={2}
        options={NEED_KINDS.map((value) => ({ value, words: t(`need.${value}`), ...iconOf(value) }))}
        chosen={kind}
        onChoose={(value) => (said.value = { ...said.value, kind: value })}
        trouble={state.value === "kind_missing" ? t("need.kind_missing") : undefined}
      />
      <Choice
        legend={t("need.urgency")}
        name="urgency"
        columns={2}
        options={(["not_urgent", "urgent"] as const).map((value) => ({ value, words: t(`need.${value}`) }))}
        chosen={urgent ? "urgent" : "not_urgent"}
        onChoose={(value) => (said.value = { ...said.value, urgent: value === "urgent" })}
      />
      {urgent && <CallFirst />}
      <Note note={note} change={(next) => (said.value = { ...said.value, note: next })} />
    </Page>
  );
}

function iconOf(kind: NeedKind): { icon?: IconName } {
  const icon = ICONS[kind];
  return icon ? { icon } : {};
}

function CallFirst() {
  return (
    <Notice kind="warning">
      <p>{t("need.call_first")}</p>
      <ButtonLink kind="second" icon="phone" href="#/help">
        {t("need.call")}
      </ButtonLink>
    </Notice>
  );
}

function Note({ note, change }: { note: string; change: (note: string) => void }) {
  const over = lettersOver(note);
  return (
    <label class="labelled">
      <span class="question">{t("need.note")}</span>
      <textarea
        class="field"
        name="note"
        rows={3}
        aria-invalid={over > 0}
        value={note}
        onInput={(event) => change(event.currentTarget.value)}
      />
      {over > 0 && (
        <span class="trouble" role="status">
          {t("need.note_long", { n: over })}
        </span>
      )}
    </label>
  );
}

function lettersOver(note: string): number {
  return Array.from(note.trim()).length - NOTE_LETTERS;
}

/** The form, as it was left: it outlives a call, a flat battery and the back key. */
function useDraft(person: string, record: string): Signal<Said> {
  const from = record === "" ? {} : { record };
  const said = useSignal<Said>({ kind: null, urgent: false, note: "", ...from });
  const begun = useSignal(false);
  useEffect(() => {
    const load = current.value?.outbox.draft<Said>(needDraftKey(person)) ?? Promise.resolve(null);
    load
      .then((draft) => {
        if (draft && isEmpty(said.value)) said.value = { ...draft, ...from };
      })
      .catch(() => undefined)
      .finally(() => {
        begun.value = true;
      });
  }, []);
  useEffect(() => {
    if (!begun.value || isEmpty(said.value)) return;
    current.value?.outbox.keepDraft(needDraftKey(person), said.value).catch(() => undefined);
  }, [said.value]);
  return said;
}

function isEmpty({ kind, urgent, note }: Said): boolean {
  return kind === null && !urgent && note === "";
}

type Saving = "ready" | "saving" | "kind_missing" | "note_long" | "not_saved" | "storage_full";

function needOf({ kind, urgent, note, record }: Said, person: string): Omit<NewNeed, "id"> | Saving {
  if (kind === null) return "kind_missing";
  if (lettersOver(note) > 0) return "note_long";
  return { person, kind, urgent, ...(note.trim() && { note: note.trim() }), ...(record && { record }) };
}

/** Saves once; then the person's page says where the need is. */
function useSaving(person: string) {
  const state = useSignal<Saving>("ready");
  const save = async (need: Omit<NewNeed, "id"> | Saving) => {
    if (state.value === "saving") return;
    if (typeof need === "string") {
      state.value = need;
      showField(need === "kind_missing" ? 'input[name="kind"]' : 'textarea[name="note"]');
      return;
    }
    state.value = "saving";
    try {
      await saveNeed(need);
      // From her page there is a way back to it; a saved record is done with.
      if (need.record === undefined) back(`/people/${person}`);
      else replace(`/people/${person}`);
    } catch (thrown) {
      state.value = codeOf(thrown) === "storage_full" ? "storage_full" : "not_saved";
    }
  };
  return { state, save };
}

function SaveBar({ state, press }: { state: Saving; press: () => void }) {
  const isBusy = state === "saving";
  const trouble = state === "not_saved" || state === "storage_full";
  return (
    <div class="save-bar">
      {trouble && <Notice kind="trouble">{t(`need.${state}`)}</Notice>}
      <Button icon="check" busy={isBusy} onPress={press}>
        {t(isBusy ? "need.saving" : "need.save")}
      </Button>
    </div>
  );
}
