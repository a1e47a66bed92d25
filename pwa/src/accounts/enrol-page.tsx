import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { codeOf } from "../api/failure";
import { account } from "../local/accounts";
import { replace } from "../router";
import { Button, ButtonLink } from "../ui/button";
import { Heading } from "../ui/heading";
import { Lantern } from "../ui/icons";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { CodeField } from "./code-field";
import { enrol } from "./enrol";
import { enrolmentWords, mayWorkLater } from "./enrol-failures";
import { t } from "./i18n";
import { isWeChat } from "./wechat";

/** What a sign-in link opens: it signs in by itself and goes on to the list. */
export default function EnrolPage({ code }: { code: string }) {
  // The first browser that asks gets the link for ever: WeChat's must not take it unasked.
  const here = useSignal(!isWeChat(navigator.userAgent));
  return (
    <Page>
      <header class="welcome">
        <Lantern />
        <p class="welcome-name">{t("enrol.app")}</p>
      </header>
      {here.value ? <Enrolling key={code} code={code} /> : <OpenElsewhere anyway={() => (here.value = true)} />}
    </Page>
  );
}

function Enrolling({ code }: { code: string }) {
  const failure = useSignal<string | null>(null);
  const attempt = async () => {
    failure.value = null;
    try {
      await enrol(code);
      replace("/");
    } catch (thrown) {
      failure.value = codeOf(thrown);
    }
  };
  useEffect(() => void attempt(), []);
  return failure.value === null ? <Running /> : <Failed code={failure.value} again={() => void attempt()} />;
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
      <CodeField />
    </section>
  );
}

function OpenElsewhere({ anyway }: { anyway: () => void }) {
  return (
    <section class="card">
      <Heading words={t("enrol.wechat_title")} />
      <p>{t("enrol.wechat_help")}</p>
      <p class="wechat-dots" aria-hidden="true">
        ···
      </p>
      <Button kind="second" onPress={anyway}>
        {t("enrol.wechat_anyway")}
      </Button>
    </section>
  );
}
