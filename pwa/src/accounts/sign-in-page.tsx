import { useSignal } from "@preact/signals";
import { replace } from "../router";
import { Button, ButtonLink } from "../ui/button";
import { Heading } from "../ui/heading";
import { Lantern } from "../ui/icons";
import { Page } from "../ui/page";
import { Trouble, useAttempt } from "./attempt";
import { t } from "./i18n";
import { LabelledInput } from "./labelled-input";
import { OidcButton } from "./oidc-button";
import { signIn } from "./sign-in";

/** The door of the township and the county: a login, a password, and a code where an authenticator was set up. */
export default function SignInPage() {
  const [login, password, code] = [useSignal(""), useSignal(""), useSignal("")];
  const attempt = useAttempt();
  const asksForCode = useSignal(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (await attempt.run(() => signIn(login.value, password.value, code.value))) return replace("/");
    asksForCode.value = asksForCode.value || attempt.failure.value === "code_needed";
  };
  return (
    <Page>
      <header class="welcome">
        <Lantern />
        <p class="welcome-name">{t("enrol.app")}</p>
      </header>
      <section class="card">
        <Heading words={t("password.sign_in_title")} />
        <form class="code-form" onSubmit={(event) => void submit(event)} noValidate>
          <Trouble attempt={attempt} />
          <LabelledInput name="login" label={t("password.login")} value={login} autocomplete="username" />
          <LabelledInput
            name="password"
            label={t("password.password")}
            value={password}
            type="password"
            autocomplete="current-password"
          />
          {asksForCode.value && (
            <LabelledInput name="code" label={t("password.code")} value={code} autocomplete="one-time-code" />
          )}
          <Button submit busy={attempt.busy.value} onPress={() => undefined}>
            {t("enrol.button")}
          </Button>
        </form>
        <OidcButton />
        <p class="soft">{t("password.forgotten")}</p>
      </section>
      <ButtonLink kind="quiet" icon="handset" href="#/">
        {t("password.field_workers")}
      </ButtonLink>
    </Page>
  );
}
