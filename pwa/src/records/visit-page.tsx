import { type ReadonlySignal, useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Position } from "../api/rows";
import { t } from "../i18n";
import { account } from "../local/accounts";
import { type PersonView, personView } from "../local/view";
import { entryNow, roleFor } from "../register/county";
import { standingWords } from "../register/due-words";
import { UnknownPerson } from "../register/unknown-person";
import { back, replace } from "../router";
import { Button } from "../ui/button";
import { Lazily } from "../ui/lazily";
import { Light } from "../ui/light";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { UnsentMark } from "../ui/state-bar";
import { today } from "../ui/today";
import { TopBar } from "../ui/top-bar";
import { before } from "./before";
import { showFirst } from "./first-problem";
import { isAtDoor, type Outcome, type VisitForm } from "./form";
import { findPosition, positionChoice } from "./position";
import { lastSoon, type Recent, RecentlyLogged } from "./recent";
import { VisitFields } from "./visit-form";
import { VisitInHand } from "./visit-in-hand";

interface VisitPageProps {
  person: string;
  outcome: Outcome;
  /** The trip that this visit goes on with: the first record of it. */
  trip?: string | undefined;
}

/** Write down a visit or an attempt: three taps from the list when all is well. */
export function VisitPage({ person, outcome, trip }: VisitPageProps) {
  const state = useMemo(() => new VisitInHand(person, outcome, trip), []);
  const view = useSteady(personView(person), state);
  if (view) return <VisitOf view={view} outcome={outcome} state={state} />;
  return (
    <Page top={<VisitBar person={person} />}>
      <UnknownPerson />
    </Page>
  );
}

/** The person as she is now, but not while the form is being saved: what is left at once is not to be drawn once more. */
function useSteady(live: ReadonlySignal<PersonView | undefined>, { saving }: VisitInHand): PersonView | undefined {
  const seen = useRef<PersonView | undefined>(undefined);
  const steady = useComputed(() => {
    if (!saving.value) seen.current = live.value;
    return seen.current;
  });
  return steady.value;
}

function VisitBar({ person }: { person: string }) {
  return (
    <TopBar title={t("visit.title")} back={() => back(`/people/${person}`)}>
      <UnsentMark />
    </TopBar>
  );
}

function VisitOf({ view, outcome, state }: { view: PersonView; outcome: Outcome; state: VisitInHand }) {
  const { person } = view;
  const now = state.form.value?.outcome ?? outcome;
  const asked = useMemo(() => recently(view, now), [now]);
  const again = useSignal(false);
  useEffect(() => void state.open(), []);
  if (asked !== null && !again.value) {
    return (
      <Page top={<VisitBar person={person.id} />}>
        <RecentlyLogged name={person.name} asked={asked} again={() => (again.value = true)} />
      </Page>
    );
  }
  return state.form.value && <OpenForm view={view} state={state} form={state.form.value} />;
}

function recently(view: PersonView, outcome: Outcome): Recent | null {
  const status = outcome === "met" ? "valid" : "attempt";
  return lastSoon(view.records, account.value?.user ?? "", status, Date.now());
}

/* Most visits have none. */
const visitBlobs = () => import("../blobs/visit-blobs");
/* Asked once. */
const askPosition = () => import("./ask-position");
/* Few forms are opened by a card. */
const atDoor = () => import("../doors/at-door");

interface OpenFormProps {
  view: PersonView;
  state: VisitInHand;
  form: VisitForm;
}

function OpenForm({ view, state, form }: OpenFormProps) {
  const { person } = view;
  const standing = entryNow(view).standing;
  const words = standingWords(view, standing, today.value);
  const place = (position: Position) => state.change({ set: "position", value: position });
  useEffect(() => findPosition(place), []);
  const press = async () => {
    const record = await state.save();
    if (record === null) return showFirst(state.problems.value);
    before.value = { record, person: person.id, light: standing.light, words };
    replace(`/saved/${record}`);
  };
  return (
    <Page top={<VisitBar person={person.id} />} bottom={<SaveBar state={state} press={press} />}>
      <div class="visit-who">
        <h2 class="name">{person.name}</h2>
        <Light light={standing.light} words={words} />
      </div>
      {isAtDoor(form) && <Lazily load={atDoor} flags={[]} />}
      {state.restored.value && <Restored restart={() => state.restart()} />}
      <VisitFields
        form={form}
        view={view}
        role={roleFor(view)}
        problems={state.problems.value}
        change={(made) => state.change(made)}
      />
      <Lazily load={visitBlobs} form={form} view={view} change={(made) => state.change(made)} />
      {positionChoice() === "unasked" && <Lazily load={askPosition} found={place} />}
    </Page>
  );
}

function Restored({ restart }: { restart: () => void }) {
  return (
    <Notice>
      <p>{t("visit.restored")}</p>
      <Button kind="quiet" onPress={restart}>
        {t("visit.restart")}
      </Button>
    </Notice>
  );
}

function SaveBar({ state, press }: { state: VisitInHand; press: () => void }) {
  const failure = state.failure.value;
  const isSlow = useSlow(state.saving);
  return (
    <div class="save-bar">
      {failure && (
        <Notice kind="trouble">{t(failure === "storage_full" ? "visit.storage_full" : "visit.not_saved")}</Notice>
      )}
      <Button icon="check" busy={isSlow} onPress={press}>
        {isSlow ? t("visit.saving") : t("visit.save")}
      </Button>
    </div>
  );
}

/** Longer than this one wonders whether the tap was felt; most saves are done before, and drawing would hold them up. */
const SLOW = 300;

function useSlow(saving: ReadonlySignal<boolean>): boolean {
  const slow = useSignal(false);
  useSignalEffect(() => {
    slow.value = false;
    if (!saving.value) return undefined;
    const timer = setTimeout(() => (slow.value = true), SLOW);
    return () => clearTimeout(timer);
  });
  return slow.value;
}
