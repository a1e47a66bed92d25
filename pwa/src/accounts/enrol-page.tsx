import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { codeOf } from "../api/failure";
import { account } from "../local/accounts";
import { current } from "../local/current";
import { beginWith, type Newcomer } from "../local/unlocking";
import { replace } from "../router";
import { Button, ButtonLink } from "../ui/button";
import { Heading } from "../ui/heading";
import { Lantern } from "../ui/icons";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { thisPlace } from "./browsers";
import { ChoosePin } from "./choose-pin";
import { CodeField } from "./code-field";
import { Elsewhere } from "./elsewhere";
import { enrol } from "./enrol";
import { enrolmentWords, mayWorkLater } from "./enrol-failures";
import { t } from "./i18n";
import { ScanLink } from "./scan-link";

/** What a sign-in link opens: it signs in by itself and goes on to the list. */
export default function EnrolPage({ code }: { code: string }) {
  // The first browser that asks has the link: one that forgets it must not take it unasked.
  const place = useSignal(thisPlace());
  return (
    <Page>
      {place.value === "here" ? (
        <Enrolling key={code} code={code} />
      ) : (
        <Welcome>
          <Elsewhere place={place.value} code={code} anyway={() => (place.value = "here")} />
        </Welcome>
      )}
    </Page>
  );
}

function Welcome({ children }: { children: ComponentChildren }) {
  return (
    <>
      <header class="welcome">
        <Lantern />
        <p class="welcome-name">{t("enrol.app")}</p>
      </header>
      {children}
    </>
  );
}

function Enrolling({ code }: { code: string }) {
  const failure = useSignal<string | null>(null);
  const newcomer = useSignal<Newcomer | null>(null);
  const attempt = async () => {
    failure.value = null;
    try {
      newcomer.value = await enrol(code);
      if (newcomer.value === null) replace("/");
    } catch (thrown) {
      failure.value = codeOf(thrown);
    }
  };
  useEffect(() => void attempt(), []);
  if (newcomer.value) return <FirstPin newcomer={newcomer.value} />;
  return (
    <Welcome>
      {failure.value === null ? <Running /> : <Failed code={failure.value} again={() => void attempt()} />}
    </Welcome>
  );
}

/** So that she can hand people over where there is no network; if it does not get through, the page of covers tells it. */
async function tellSigningKey(): Promise<void> {
  const { tellKey } = await import("../covers/device-key");
  if (current.value) await tellKey(current.value);
}

function FirstPin({ newcomer }: { newcomer: Newcomer }) {
  const choose = async (pin: string) => {
    await beginWith(newcomer, pin);
    void tellSigningKey().catch(() => undefined);
    replace("/");
  };
  return (
    <>
      {newcomer.data_key && <Notice kind="good">{t("enrol.given_back")}</Notice>}
      <ChoosePin choose={choose} />
    </>
  );
}

function Running() {
  return (
    <section class="card" role="status">
      <Heading words={t("enrol.title")} />
      <p>{t("enrol.running")}</p>
      <div class="running" />
    </section>
  );
}

function Failed({ code, again }: { code: string; again: () => void }) {
  const { what, help } = enrolmentWords(code);
  return (
    <section class="card">
      <h1>{t("enrol.failed")}</h1>
      <Notice kind="trouble">
        <p>
          <strong>{t(what)}</strong>
        </p>
        <p>{t(help)}</p>
      </Notice>
      {mayWorkLater(code) && (
        <Button icon="sync" onPress={again}>
          {t("enrol.again")}
        </Button>
      )}
      {account.value && (
        <ButtonLink kind="second" icon="people" href="#/">
          {t("enrol.stay")}
        </ButtonLink>
      )}
      <ScanLink />
      <CodeField />
    </section>
  );
}
