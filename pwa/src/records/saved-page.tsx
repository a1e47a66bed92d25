import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Day, dayOf } from "../duties/days";
import { hasConcern } from "../forms/answer-words";
import { t } from "../i18n";
import { myRecords, type PersonView, personView, type RecordView } from "../local/view";
import { entryNow } from "../register/county";
import { standingWords } from "../register/due-words";
import { factOn } from "../register/facts";
import { stands } from "../register/standing";
import { replace } from "../router";
import { Button, ButtonLink } from "../ui/button";
import { Heading } from "../ui/heading";
import { type Colour, Light } from "../ui/light";
import { Page } from "../ui/page";
import { StateBar } from "../ui/state-bar";
import { StateShape } from "../ui/state-mark";
import { today } from "../ui/today";
import { before } from "./before";
import { CountsLine } from "./counts-note";
import { SameTrip } from "./same-trip";

/** Said after the phone's database has kept it, and never more than is true: "sent" only once the server has said so. */
export function SavedPage({ id }: { id: string }) {
  const record = justSaved(id) ?? myRecords.value.find((one) => one.id === id);
  return (
    <Page top={<StateBar />} bottom={<BackToPeople />}>
      {record && <Saved record={record} />}
    </Page>
  );
}

/** Found where it was written: to put all of hers in order for one would keep her waiting for the words. */
function justSaved(id: string): RecordView | undefined {
  const saved = before.value?.record === id ? personView(before.value.person).value : undefined;
  return saved?.records.find((one) => one.id === id);
}

function BackToPeople() {
  return (
    <div class="save-bar">
      <Button icon="people" onPress={() => replace("/")}>
        {t("app.to_people")}
      </Button>
    </div>
  );
}

function Saved({ record }: { record: RecordView }) {
  const view = personView(record.subject).value;
  const isSaid = useSignal(false);
  // First the words, then what follows from it.
  useEffect(() => {
    isSaid.value = true;
  }, []);
  const what = t(record.status === "attempt" ? "saved.attempt" : "saved.visit");
  return (
    <section class="saved">
      <StateShape state={record.state} />
      <Heading words={record.state === "sent" ? t("saved.sent_title") : t("saved.title")} />
      {view && <p>{t("saved.for", { name: view.person.name, what })}</p>}
      <p class="soft">{t(AFTERWARDS[record.state])}</p>
      {isSaid.value && view && <LightChange view={view} record={record} />}
    </section>
  );
}

const AFTERWARDS = {
  on_this_phone: "saved.will_send",
  sent: "saved.has_sent",
  needs_attention: "saved.attention",
} as const;

function LightChange({ view, record }: { view: PersonView; record: RecordView }) {
  const standing = entryNow(view).standing;
  const words = standingWords(view, standing, today.value);
  const was = before.value?.record === record.id ? before.value : null;
  return (
    <>
      <dl class="card light-change">
        {was && <LightOf when={t("saved.before")} light={was.light} words={was.words} />}
        <LightOf when={t("saved.after")} light={standing.light} words={words} />
      </dl>
      <CountsLine record={record} view={view} />
      {record.status === "valid" && record.mode === "home" && dayOf(record.service_date) === today.value && (
        <SameTrip record={record} />
      )}
      {record.status === "attempt" && <p>{t("saved.attempt_help")}</p>}
      {isUnreached(record, view) && <p class="unsent-note">{t("saved.unreached")}</p>}
      {hasConcern(record.form, record.form_version, record.answers) && (
        <ButtonLink kind="second" icon="needs" href={`#/people/${record.subject}/need/${record.id}`}>
          {t("saved.need")}
        </ButtonLink>
      )}
    </>
  );
}

/** Whether the township will see that she was not met: twice in a row, or once where she is fully dependent. */
function isUnreached(record: RecordView, { facts, records }: PersonView): boolean {
  if (record.status !== "attempt") return false;
  const isSeen = (one: RecordView) => stands(one) && isLookedAt(dayOf(one.service_date), today.value);
  const [last, before] = records.filter(isSeen);
  if (last?.id !== record.id) return false;
  const day = dayOf(record.service_date);
  if (factOn(facts, "suspension", day) || factOn(facts, "suspension", today.value)) return false;
  return factOn(facts, "ability", day)?.value === "full" || before?.status === "attempt";
}

/** The same stretch as the township looks at (docs/decisions/0111): 62 days back, and nothing of tomorrow. */
function isLookedAt(day: Day, now: Day): boolean {
  return day <= now && day >= now - 62;
}

function LightOf({ when, light, words }: { when: string; light: Colour; words: string }) {
  return (
    <>
      <dt>{when}</dt>
      <dd>
        <Light light={light} words={words} />
      </dd>
    </>
  );
}
