import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { dayOf } from "../duties/days";
import { current } from "../local/current";
import type { BlobRow } from "../local/databases";
import { myRecords, people } from "../local/view";
import { agoWords } from "../register/day-words";
import { syncNow } from "../sync/sync";
import { Button } from "../ui/button";
import { StateMark } from "../ui/state-mark";
import { today } from "../ui/today";
import { dropRefused, refusedOf, tryAgain } from "./album";
import "./blobs.css";
import { t } from "./i18n";
import { Thumb } from "./thumb";

/** Pictures and voice notes that the server would not take: which, why, and what can be done. The record counts all the same. */
export default function Refused() {
  const rows = useSignal<BlobRow[]>([]);
  const look = async () => {
    const outbox = current.value?.outbox;
    rows.value = outbox ? await refusedOf(outbox) : [];
  };
  useEffect(() => void look().catch(() => undefined), []);
  const after = (work: Promise<void>) =>
    void work.then(async () => {
      await current.value?.sync.recall();
      await look();
    });
  return (
    <ul class="lines">
      {rows.value.map((row) => (
        <Line key={row.sha} row={row} after={after} />
      ))}
    </ul>
  );
}

function Line({ row, after }: { row: BlobRow; after: (work: Promise<void>) => void }) {
  const outbox = current.value?.outbox;
  const record = myRecords.value.find(({ pictures = [], voice }) =>
    [...pictures, ...(voice ? [voice] : [])].some(({ sha256 }) => sha256 === row.sha),
  );
  const name = people.value.find(({ person }) => person.id === record?.subject)?.person.name;
  return (
    <li class="line record">
      <p class="record-head">
        <strong>{t("refused.title")}</strong>
        <StateMark state="needs_attention" />
      </p>
      {record && <p>{[name, agoWords(dayOf(record.service_date), today.value)].filter(Boolean).join(" · ")}</p>}
      <Thumb sha256={row.sha} words={t("refused.picture")} />
      <div class="attention">
        <p>
          <strong>{t(WHY[row.refused ?? ""] ?? "refused.broken")}</strong> {t("refused.counted")}
        </p>
        <p>{t("refused.what")}</p>
      </div>
      <Button kind="second" icon="sync" onPress={() => outbox && after(tryAgain(outbox, row.sha).then(syncNow))}>
        {t("refused.again")}
      </Button>
      <Button kind="quiet" onPress={() => outbox && after(dropRefused(outbox, row.sha))}>
        {t("refused.drop")}
      </Button>
    </li>
  );
}

const WHY: Record<string, "refused.broken" | "refused.large" | "refused.unreadable"> = {
  too_many_pixels: "refused.large",
  too_many_bytes: "refused.large",
  unreadable: "refused.unreadable",
};
