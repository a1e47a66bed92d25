import { useEffect } from "preact/hooks";
import { replace } from "../router";
import { ButtonLink } from "../ui/button";
import { Heading } from "../ui/heading";
import { Page } from "../ui/page";
import { Trouble, useAttempt } from "./attempt";
import { t } from "./i18n";
import { comeFromProvider } from "./oidc";

/** Where the county's identity provider sends staff back to. */
export default function OidcPage({ state, code }: { state: string; code: string }) {
  const attempt = useAttempt();
  useEffect(() => {
    void attempt.run(() => comeFromProvider(state, code)).then((worked) => worked && replace("/"));
  }, []);
  return (
    <Page>
      <section class="card">
        <Heading words={t("password.sign_in_title")} />
        <Trouble attempt={attempt} />
        {attempt.failure.value === null ? (
          <div role="status">
            <p>{t("oidc.running")}</p>
            <div class="running" />
          </div>
        ) : (
          <ButtonLink icon="leave" href="#/sign-in">
            {t("oidc.back")}
          </ButtonLink>
        )}
      </section>
    </Page>
  );
}
