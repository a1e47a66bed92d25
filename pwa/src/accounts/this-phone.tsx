import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { current, practising } from "../local/current";
import { unsent } from "../local/view";
import { momentWords } from "../register/day-words";
import { syncState } from "../sync/sync";
import { Notice } from "../ui/notice";
import { today } from "../ui/today";
import { t } from "./i18n";
import { type Left, leftWords } from "./left-words";

type Kept = "kept" | "not_kept" | "unknown";

/** How this phone keeps the records, and when it last spoke with the township. */
export function ThisPhone() {
  const kept = useSignal<Kept>("unknown");
  const drafts = useSignal(0);
  useEffect(() => void isKept().then((answer) => (kept.value = answer)), []);
  useEffect(() => void draftsKept().then((number) => (drafts.value = number)), []);
  const { last_success, pictures } = syncState.value;
  return (
    <section class="section">
      <h2>{t("me.phone")}</h2>
      {!practising.value && <Safe records={unsent.value} pictures={pictures} drafts={drafts.value} />}
      <dl class="facts">
        <dt>{t("me.last_sync")}</dt>
        <dd>{last_success ? momentWords(Date.parse(last_success), today.value) : t("me.never")}</dd>
        <dt>{t("me.storage")}</dt>
        <dd>{t(`me.storage_${kept.value}`)}</dd>
        <dt>{t("me.version")}</dt>
        <dd>{APP_VERSION}</dd>
      </dl>
    </section>
  );
}

/** Whether anything would go with this phone: a form that was begun and never saved would too, with its pictures. */
function Safe(left: Left) {
  const what = leftWords(left);
  if (what === "") return <Notice kind="good">{t("me.safe")}</Notice>;
  return <Notice kind="warning">{t("me.not_safe", { what })}</Notice>;
}

async function draftsKept(): Promise<number> {
  const outbox = current.value?.outbox;
  return outbox ? outbox.database.read(["draft"], ({ draft }) => draft.count()).catch(() => 0) : 0;
}

async function isKept(): Promise<Kept> {
  if (!navigator.storage?.persisted) return "unknown";
  return (await navigator.storage.persisted()) ? "kept" : "not_kept";
}
