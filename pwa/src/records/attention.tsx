import { t } from "./i18n";
import { parkedWords } from "./parked";

/** Why a record needs attention, in plain words, and what to do. */
export default function Attention({ code }: { code: string | undefined }) {
  const { why, what } = parkedWords(code);
  return (
    <div class="attention">
      <p>
        <strong>{t(why)}</strong> {t("parked.uncounted")}
      </p>
      <p>{t("parked.what_to_do", { what: t(what) })}</p>
    </div>
  );
}
