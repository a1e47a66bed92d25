import { replace } from "../router";
import { ButtonLink } from "../ui/button";
import { Heading } from "../ui/heading";
import { Page } from "../ui/page";
import Scanner from "../ui/scanner/scanner";
import { t } from "./i18n";
import { scannedCode } from "./typed-code";

/** Scans the sign-in code of a slip, or of the clerk's screen. */
export default function ScanPage() {
  const take = (text: string) => {
    const code = scannedCode(text);
    if (code !== null) replace(`/enrol/${encodeURIComponent(code)}`);
    return code !== null;
  };
  return (
    <Page>
      <Heading words={t("scan.button")} />
      <Scanner take={take} other={t("scan.other")} />
      <ButtonLink kind="second" icon="pen" href="#/code">
        {t("scan.type")}
      </ButtonLink>
    </Page>
  );
}
