import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { codeOf } from "../api/failure";
import { account } from "../local/accounts";
import { replace } from "../router";
import { Button, ButtonLink } from "../ui/button";
import { Heading } from "../ui/heading";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { Trouble, useAttempt } from "./attempt";
import { t } from "./i18n";
import { LabelledInput } from "./labelled-input";
import { SecondFactor } from "./second-factor";
import { type SignInState, setPassword, signInState } from "./sign-in";
import { signInWords } from "./sign-in-words";

/** Where staff choose a login and password, change them, and set an authenticator up. */
export default function PasswordPage() {
  const state = useSignal<SignInState | null>(null);
  const failure = useSignal<string | null>(null);
  const read = () => {
    signInState().then(
      (known) => (state.value = known),
      (thrown) => (failure.value = codeOf(thrown)),
    );
  };
  useEffect(read, []);
  return (
    <Page>
      <Heading words={t("password.title")} />
      {failure.value !== null && <NotRead code={failure.value} />}
      {state.value && <PasswordForm known={state.value} />}
      {state.value?.has_password && !state.value.must_set_password && (
        <SecondFactor isOn={state.value.totp} changed={read} />
      )}
      {state.value && !state.value.must_set_password && (
        <ButtonLink kind="quiet" icon="screen" href="#/desk">
          {t("me.desk")}
        </ButtonLink>
      )}
    </Page>
  );
}

function NotRead({ code }: { code: string }) {
  return (
    <>
      <Notice kind="trouble">{t(signInWords(code))}</Notice>
      <ButtonLink icon="leave" href="#/sign-in">
        {t("enrol.button")}
      </ButtonLink>
    </>
  );
}

function PasswordForm({ known }: { known: SignInState }) {
  const isFirst = !known.has_password;
  const [name, login] = [useSignal(account.value?.name ?? ""), useSignal(known.login ?? "")];
  const [password, again, current] = [useSignal(""), useSignal(""), useSignal("")];
  const [differ, attempt] = [useSignal(false), useAttempt()];
  const submit = async (event: Event) => {
    event.preventDefault();
    differ.value = password.value !== again.value;
    if (differ.value) return;
    const asked = {
      name: name.value.trim() || null,
      login: login.value,
      password: password.value,
      current: isFirst ? null : current.value,
    };
    if (await attempt.run(() => setPassword(asked))) replace("/desk");
  };
  return (
    <form class="card code-form" onSubmit={(event) => void submit(event)} noValidate>
      <p>{t(isFirst ? "password.first" : known.must_set_password ? "password.too_old" : "password.change_help")}</p>
      <Trouble attempt={attempt} />
      {differ.value && <Notice kind="trouble">{t("password.differ")}</Notice>}
      {isFirst && <LabelledInput name="name" label={t("password.name")} value={name} autocomplete="name" />}
      <LabelledInput name="login" label={t("password.login")} value={login} autocomplete="username" />
      {!isFirst && (
        <LabelledInput
          name="current"
          label={t("password.current")}
          value={current}
          type="password"
          autocomplete="current-password"
        />
      )}
      <LabelledInput
        name="password"
        label={t("password.new")}
        help={t("password.rules")}
        value={password}
        type="password"
        autocomplete="new-password"
      />
      <LabelledInput
        name="again"
        label={t("password.again")}
        value={again}
        type="password"
        autocomplete="new-password"
      />
      <Button submit busy={attempt.busy.value} onPress={() => undefined}>
        {t("password.save")}
      </Button>
    </form>
  );
}
