import { useSignal } from "@preact/signals";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { type Attempt, Trouble, useAttempt } from "./attempt";
import { t } from "./i18n";
import { LabelledInput } from "./labelled-input";
import { beginTotp, confirmTotp, endTotp, type TotpSecret } from "./sign-in";

/** An authenticator's codes as a second factor: set up by scanning and typing one code, taken away by typing one. */
export function SecondFactor({ isOn, changed }: { isOn: boolean; changed: () => void }) {
  const secret = useSignal<TotpSecret | null>(null);
  const attempt = useAttempt();
  const begin = () => attempt.run(async () => (secret.value = await beginTotp()));
  const settle = (work: (code: string) => Promise<unknown>) => async (code: string) => {
    if (!(await attempt.run(() => work(code)))) return;
    secret.value = null;
    changed();
  };
  return (
    <section class="card">
      <h2>{t("totp.title")}</h2>
      {isOn ? <Notice kind="good">{t("totp.is_on")}</Notice> : <p>{t("totp.help")}</p>}
      {secret.value && <Scan secret={secret.value} />}
      {isOn && <CodeForm attempt={attempt} words={t("totp.end")} send={settle(endTotp)} />}
      {secret.value && !isOn && <CodeForm attempt={attempt} words={t("totp.confirm")} send={settle(confirmTotp)} />}
      {!isOn && !secret.value && (
        <>
          <Trouble attempt={attempt} />
          <Button kind="second" busy={attempt.busy.value} onPress={() => void begin()}>
            {t("totp.begin")}
          </Button>
        </>
      )}
    </section>
  );
}

function Scan({ secret }: { secret: TotpSecret }) {
  return (
    <>
      <p>{t("totp.scan")}</p>
      <img class="totp-code" alt={t("totp.picture")} src={`data:image/svg+xml;utf8,${encodeURIComponent(secret.qr)}`} />
      <p class="totp-secret">{secret.secret.replace(/(.{4})/g, "$1 ")}</p>
    </>
  );
}

interface CodeFormProps {
  attempt: Attempt;
  words: string;
  send: (code: string) => Promise<void>;
}

function CodeForm({ attempt, words, send }: CodeFormProps) {
  const code = useSignal("");
  const submit = (event: Event) => {
    event.preventDefault();
    void send(code.value);
  };
  return (
    <form class="code-form" onSubmit={submit} noValidate>
      <Trouble attempt={attempt} />
      <LabelledInput name="totp" label={t("password.code")} value={code} autocomplete="one-time-code" />
      <Button submit kind="second" busy={attempt.busy.value} onPress={() => undefined}>
        {words}
      </Button>
    </form>
  );
}
