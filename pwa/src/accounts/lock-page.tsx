import { useSignal } from "@preact/signals";
import { account } from "../local/accounts";
import { formHeld } from "../local/locking";
import { unlock } from "../local/unlocking";
import { unsent } from "../local/view";
import { Button } from "../ui/button";
import { Heading } from "../ui/heading";
import { Lantern } from "../ui/icons";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { CodeField } from "./code-field";
import { t } from "./i18n";
import { OtherAccounts } from "./other-accounts";
import { PinTry } from "./pin-try";
import { ScanLink } from "./scan-link";

/** What stands before everything else of a user until she gives her PIN; what she wrote goes up meanwhile. */
export default function LockPage() {
  const words = t("lock.title", { name: account.value?.name ?? "" });
  return (
    <Page>
      <header class="lock-head">
        <Lantern />
        <Heading words={words} />
      </header>
      <p class="soft centred" role="status">
        {unsent.value > 0 ? t("lock.unsent", { n: unsent.value }) : t("lock.all_sent")}
      </p>
      {formHeld.value && <Notice>{t("lock.form_waits")}</Notice>}
      <PinTry label={words} attempt={unlock} />
      <Forgotten />
      <OtherAccounts />
    </Page>
  );
}

function Forgotten() {
  const asked = useSignal(false);
  if (!asked.value)
    return (
      <Button kind="quiet" icon="concern" onPress={() => (asked.value = true)}>
        {t("lock.forgot")}
      </Button>
    );
  return (
    <section class="card">
      <h2>{t("lock.forgot")}</h2>
      <p>{t("lock.forgot_help")}</p>
      <ScanLink />
      <CodeField />
    </section>
  );
}
