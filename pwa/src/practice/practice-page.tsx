import { useSignal } from "@preact/signals";
import { account } from "../local/accounts";
import { practising } from "../local/current";
import { back, replace, route } from "../router";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { Tabs } from "../ui/tabs";
import { TopBar } from "../ui/top-bar";
import { t } from "./i18n";
import { startPractice, stopPractice } from "./practising";
import "./practice.css";

const STEPS = [1, 2, 3, 4, 5] as const;

/** What the app is for in five steps, and a village in which all of it can be tried. */
export default function PracticePage() {
  const { state, run } = useWork();
  const isBusy = state.value === "busy";
  return (
    <Page
      top={<TopBar title={t("practice.title")} back={() => back("/me")} />}
      bottom={account.value && <Tabs here="me" />}
    >
      {practising.value ? <Notice kind="warning">{t("practice.running")}</Notice> : <p>{t("practice.lead")}</p>}
      <ol class="practice-steps">
        {STEPS.map((step) => (
          <li key={step}>{t(`practice.step_${step}`)}</li>
        ))}
      </ol>
      {state.value === "failed" && <Notice kind="trouble">{t("practice.failed")}</Notice>}
      {practising.value ? (
        <>
          <Button icon="people" onPress={() => replace("/")}>
            {t("practice.on")}
          </Button>
          <Button kind="second" icon="check" busy={isBusy} onPress={() => run(stopPractice)}>
            {t("practice.stop")}
          </Button>
        </>
      ) : (
        <Button icon="people" busy={isBusy} onPress={() => run(startPractice)}>
          {t(isBusy ? "practice.opening" : "practice.start")}
        </Button>
      )}
    </Page>
  );
}

/** Once at a time; then the list, whoever's it is. */
function useWork() {
  const state = useSignal<"ready" | "busy" | "failed">("ready");
  const run = (work: () => Promise<void>) => {
    state.value = "busy";
    work().then(
      // Whoever has gone on meanwhile stays where she is.
      () => (route.value.page === "practice" || route.value.page === "me" ? replace("/") : undefined),
      () => {
        state.value = "failed";
      },
    );
  };
  return { state, run };
}
