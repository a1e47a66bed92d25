import { t } from "../i18n";

/** Below a sheet that is filled in by hand. Only on paper. */
export function Signatures() {
  return (
    <p class="desk-sign">
      <span>{t("blank.signed")}</span>
      <span>{t("blank.checked")}</span>
      <span>{t("blank.date")}</span>
    </p>
  );
}
