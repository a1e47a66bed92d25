import { ButtonLink } from "../ui/button";
import { t } from "./i18n";

/** To the scanner. */
export function ScanLink() {
  return (
    <ButtonLink icon="scan" href="#/scan">
      {t("scan.button")}
    </ButtonLink>
  );
}
