import { useSignal } from "@preact/signals";
import { account } from "../local/accounts";
import { ButtonLink } from "../ui/button";
import { Heading } from "../ui/heading";
import { Lantern } from "../ui/icons";
import { Page } from "../ui/page";
import { thisPlace } from "./browsers";
import { CodeField } from "./code-field";
import { Elsewhere } from "./elsewhere";
import { t } from "./i18n";
import { ScanLink } from "./scan-link";

/** What a phone shows before anybody has signed in, and to one more who shares it: scan a code, or type it. */
export default function NoAccountPage() {
  const place = useSignal(thisPlace());
  return (
    <Page>
      <header class="welcome">
        <Lantern />
        <p class="welcome-name">{t("enrol.app")}</p>
        <p class="soft">{t("enrol.tagline")}</p>
      </header>
      {place.value === "here" ? <Ways /> : <Elsewhere place={place.value} anyway={() => (place.value = "here")} />}
      <ButtonLink kind="second" icon="book" href="#/practice">
        {t("enrol.practice")}
      </ButtonLink>
      <ButtonLink kind="quiet" icon="screen" href="#/sign-in">
        {t("password.staff")}
      </ButtonLink>
      {account.value && (
        <ButtonLink kind="quiet" icon="people" href="#/">
          {t("enrol.stay")}
        </ButtonLink>
      )}
    </Page>
  );
}

function Ways() {
  return (
    <section class="card">
      <Heading words={t("enrol.empty_title")} />
      <p>{t("enrol.empty_help")}</p>
      <ScanLink />
      <CodeField />
      {!account.value && <p class="soft">{t("enrol.cleared")}</p>}
    </section>
  );
}
