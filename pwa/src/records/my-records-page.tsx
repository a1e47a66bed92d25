import { useSignal } from "@preact/signals";
import { t } from "../i18n";
import { myRecords, needsElsewhere, people, type RecordView, waitingUnshown } from "../local/view";
import { syncState } from "../sync/sync";
import { Button } from "../ui/button";
import { Heading } from "../ui/heading";
import { Lazily } from "../ui/lazily";
import { Page } from "../ui/page";
import { StateBar } from "../ui/state-bar";
import { Tabs } from "../ui/tabs";
import { Troubles } from "../ui/troubles";
import { RecordLine } from "./record-line";

const unshown = () => import("./unshown");
const refused = () => import("../blobs/refused");
const needs = () => import("../needs/needs-elsewhere");

/** So many at a time: a phone of five years ago shows them at once. */
const AT_ONCE = 30;

/** What she wrote herself, what needs attention first, then the newest. */
export function MyRecordsPage() {
  const shown = useSignal(AT_ONCE);
  const records = attentionFirst(myRecords.value);
  return (
    <Page top={<StateBar />} bottom={<Tabs here="records" />}>
      <Heading words={t("records.title")} />
      <Troubles />
      {waitingUnshown.value.length > 0 && <Lazily load={unshown} waiting={waitingUnshown.value} names={names()} />}
      {needsElsewhere.value.length > 0 && <Lazily load={needs} needs={needsElsewhere.value} />}
      {syncState.value.refused > 0 && <Lazily load={refused} />}
      {records.length === 0 && <NoRecords />}
      <Lines records={records.slice(0, shown.value)} />
      {records.length > shown.value && (
        <Button kind="second" onPress={() => (shown.value += AT_ONCE)}>
          {t("records.older")}
        </Button>
      )}
    </Page>
  );
}

function NoRecords() {
  return (
    <section class="section">
      <h2>{t("records.none")}</h2>
      <p>{t("records.none_help")}</p>
    </section>
  );
}

function Lines({ records }: { records: RecordView[] }) {
  const known = names();
  return (
    <ul class="lines">
      {records.map((record) => (
        <RecordLine key={record.id} record={record} title={known.get(record.subject) ?? t("records.someone")} />
      ))}
    </ul>
  );
}

function names(): Map<string, string> {
  return new Map(people.value.map(({ person }) => [person.id, person.name]));
}

function attentionFirst(records: readonly RecordView[]): RecordView[] {
  const needy = (record: RecordView) => record.state === "needs_attention";
  return [...records.filter(needy), ...records.filter((record) => !needy(record))];
}
