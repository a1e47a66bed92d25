import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ConcernBody, ConcernKind } from "../api/concern-rows";
import { codeOf } from "../api/failure";
import { account } from "../local/accounts";
import { people, unsent } from "../local/view";
import { back } from "../router";
import { Button, ButtonLink } from "../ui/button";
import { Choice } from "../ui/choice";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { UnsentMark } from "../ui/state-bar";
import { TopBar } from "../ui/top-bar";
import { t } from "./i18n";
import { saveConcern } from "./save-concern";
import { othersWhoCare } from "./whom";

const KINDS: ConcernKind[] = ["neglect", "abuse", "money", "other"];
const NOTE_LETTERS = 2_000;
const OFFICE = "office";
const SOMEONE = "someone";

/** What is written so far. `whom` is a worker's id, `office` or `someone`. It is kept nowhere but in this page. */
interface Said {
  kind: ConcernKind | null;
  whom: string | null;
  name: string;
  person: string;
  note: string;
  readers: "township" | "county";
}

/** Telling the office, and nobody else, of neglect, abuse or money. */
export default function ConcernPage({ person }: { person: string }) {
  const told = useSignal(false);
  return told.value ? <Told /> : <Form person={person} done={() => (told.value = true)} />;
}

function Bar({ person, leave }: { person: string; leave?: () => void }) {
  return (
    <TopBar title={t("concern.title")} back={leave ?? (() => leaveTo(person))}>
      <UnsentMark />
    </TopBar>
  );
}

function leaveTo(person: string): void {
  back(person === "" ? "/me" : `/people/${person}`);
}

function Told() {
  return (
    <Page top={<Bar person="" />}>
      <Notice kind="good">
        <h2>{t(unsent.value === 0 ? "concern.handed_in" : "concern.told")}</h2>
        <p>{t("concern.told_help")}</p>
      </Notice>
      <p>{t("concern.urgent")}</p>
      <ButtonLink icon="people" href="#/">
        {t("concern.back")}
      </ButtonLink>
    </Page>
  );
}

function Form({ person, done }: { person: string; done: () => void }) {
  const said = useSignal<Said>({ kind: null, whom: null, name: "", person, note: "", readers: "township" });
  const { state, save } = useSaving(done);
  const press = () => void save(said.value);
  const leaving = useSignal(false);
  const leave = () => {
    if (leaving.value || !isBegun(said.value, person)) return leaveTo(person);
    leaving.value = true;
  };
  useEffect(() => {
    state.value = "ready";
  }, [said.value]);
  return (
    <Page
      top={<Bar person={person} leave={leave} />}
      bottom={
        leaving.value ? (
          <Leaving stay={() => (leaving.value = false)} leave={() => leaveTo(person)} />
        ) : (
          <SaveBar state={state.value} press={press} />
        )
      }
    >
      <p>
        <strong>{t("concern.lead")}</strong> {t("concern.phone")}
      </p>
      <Choice
        legend={t("concern.kind")}
        name="kind"
        columns={2}
        options={KINDS.map((value) => ({ value, words: t(`concern.${value}`) }))}
        chosen={said.value.kind}
        onChoose={(kind) => (said.value = { ...said.value, kind })}
      />
      {person === "" && <WhoSuffers said={said} />}
      <Whom said={said} />
      <Note said={said} />
      <Readers said={said} />
      <p>{t("concern.urgent")}</p>
    </Page>
  );
}

/** What is written here is kept nowhere, so that nobody finds it on this phone: leaving is asked about. */
function Leaving({ stay, leave }: { stay: () => void; leave: () => void }) {
  return (
    <div class="save-bar" role="alert">
      <Notice kind="warning">{t("concern.leaving")}</Notice>
      <Button onPress={stay}>{t("concern.stay")}</Button>
      <Button kind="second" onPress={leave}>
        {t("concern.leave")}
      </Button>
    </div>
  );
}

function isBegun({ kind, whom, name, note, person }: Said, of: string): boolean {
  return kind !== null || whom !== null || person !== of || name.trim() !== "" || note.trim() !== "";
}

function Whom({ said }: { said: Signal<Said> }) {
  const chosen = said.value.person;
  const near = chosen === "" ? people.value : people.value.filter(({ person }) => person.id === chosen);
  const workers = othersWhoCare(near, account.value?.user ?? "");
  const options = [
    ...workers.map(({ user, name }) => ({ value: user, words: name })),
    { value: OFFICE, words: t("concern.office") },
    { value: SOMEONE, words: t("concern.someone") },
  ];
  return (
    <>
      <Choice
        legend={t("concern.whom")}
        name="whom"
        columns={2}
        options={options}
        chosen={said.value.whom}
        onChoose={(whom) => (said.value = { ...said.value, whom })}
      />
      {(said.value.whom === SOMEONE || said.value.whom === OFFICE) && (
        <label class="labelled">
          <span class="question">{t("concern.name")}</span>
          <input
            class="field"
            type="text"
            autocomplete="off"
            maxLength={60}
            value={said.value.name}
            onInput={(event) => (said.value = { ...said.value, name: event.currentTarget.value })}
          />
        </label>
      )}
    </>
  );
}

function WhoSuffers({ said }: { said: Signal<Said> }) {
  return (
    <label class="labelled">
      <span class="question">{t("concern.person")}</span>
      <select
        class="field"
        value={said.value.person}
        onChange={(event) => (said.value = about(event.currentTarget.value, said.value))}
      >
        <option value="">{t("concern.nobody")}</option>
        {people.value.map(({ person }) => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The same report about somebody else. Whom it names stays, unless it was a worker who has nothing to do with her. */
function about(person: string, said: Said): Said {
  const near = person === "" ? people.value : people.value.filter((view) => view.person.id === person);
  const offered = [OFFICE, SOMEONE, ...othersWhoCare(near, account.value?.user ?? "").map(({ user }) => user)];
  return { ...said, person, whom: said.whom !== null && offered.includes(said.whom) ? said.whom : null };
}

function Note({ said }: { said: Signal<Said> }) {
  return (
    <label class="labelled">
      <span class="question">{t("concern.note")}</span>
      <textarea
        class="field"
        rows={4}
        autocomplete="off"
        value={said.value.note}
        onInput={(event) => (said.value = { ...said.value, note: event.currentTarget.value })}
      />
    </label>
  );
}

function Readers({ said }: { said: Signal<Said> }) {
  if (said.value.whom === OFFICE) return <p class="soft">{t("concern.office_help")}</p>;
  return (
    <Choice
      legend={t("concern.readers")}
      name="readers"
      columns={2}
      options={(["township", "county"] as const).map((value) => ({ value, words: t(`concern.${value}`) }))}
      chosen={said.value.readers}
      onChoose={(readers) => (said.value = { ...said.value, readers })}
    />
  );
}

type Saving =
  | "ready"
  | "saving"
  | "kind_missing"
  | "whom_missing"
  | "note_long"
  | "not_saved"
  | "not_sealed"
  | "storage_full";

function useSaving(done: () => void) {
  const state = useSignal<Saving>("ready");
  const save = async (said: Said) => {
    const body = bodyOf(said);
    if (typeof body === "string") {
      state.value = body;
      return;
    }
    state.value = "saving";
    try {
      await saveConcern(body);
      done();
    } catch (thrown) {
      const code = codeOf(thrown);
      state.value = code === "storage_full" || code === "not_sealed" ? code : "not_saved";
    }
  };
  return { state, save };
}

function bodyOf({ kind, whom, name, person, note, readers }: Said): Omit<ConcernBody, "id"> | Saving {
  if (kind === null) return "kind_missing";
  if (whom === null) return "whom_missing";
  // Nothing that was pasted is cut off unseen.
  if (Array.from(note.trim()).length > NOTE_LETTERS) return "note_long";
  const isWorker = whom !== OFFICE && whom !== SOMEONE;
  return {
    kind,
    whom: isWorker ? "worker" : whom === OFFICE ? "office" : "other",
    ...(isWorker ? { worker: whom } : name.trim() && { name: name.trim() }),
    ...(person && { person }),
    ...(note.trim() && { note: note.trim() }),
    only_county: readers === "county" || whom === OFFICE,
  };
}

function SaveBar({ state, press }: { state: Saving; press: () => void }) {
  const isBusy = state === "saving";
  return (
    <div class="save-bar">
      {state !== "ready" && !isBusy && <Notice kind="trouble">{t(`concern.${state}`)}</Notice>}
      <Button icon="check" busy={isBusy} onPress={press}>
        {t(isBusy ? "concern.saving" : "concern.save")}
      </Button>
    </div>
  );
}
