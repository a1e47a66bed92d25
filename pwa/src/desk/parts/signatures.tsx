import { t } from "../i18n";

/** What stands below everything that is printed and signed. */
export function Signatures() {
  return (
    <p class="desk-sign">
      <span>{t("sign.filled")}</span>
      <span>{t("sign.checked")}</span>
      <span>{t("sign.head")}</span>
      <span>{t("sign.seal")}</span>
    </p>
  );
}
