import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { practising } from "../local/current";
import { unsent } from "../local/view";
import { momentWords } from "../register/day-words";
import { syncState } from "../sync/sync";
import { Notice } from "../ui/notice";
import { today } from "../ui/today";
import { t } from "./i18n";

type Kept = "kept" | "not_kept" | "unknown";

/** How this phone keeps the records, and when it last spoke with the township. */
export function ThisPhone() {
  const kept = useSignal<Kept>("unknown");
  useEffect(() => void isKept().then((answer) => (kept.value = answer)), []);
  const { last_success, pictures } = syncState.value;
  return (
    <section class="section">
      <h2>{t("me.phone")}</h2>
      {!practising.value && <Safe left={unsent.value} pictures={pictures} />}
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

/** Whether anything would go with this phone. */
function Safe({ left, pictures }: { left: number; pictures: number }) {
  if (left + pictures === 0) return <Notice kind="good">{t("me.safe")}</Notice>;
  return <Notice kind="warning">{t("me.not_safe", { n: left, pictures })}</Notice>;
}

async function isKept(): Promise<Kept> {
  if (!navigator.storage?.persisted) return "unknown";
  return (await navigator.storage.persisted()) ? "kept" : "not_kept";
}
