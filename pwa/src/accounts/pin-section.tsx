import { useSignal } from "@preact/signals";
import { account } from "../local/accounts";
import { lock } from "../local/locking";
import { changePin } from "../local/unlocking";
import { replace } from "../router";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { ChoosePin } from "./choose-pin";
import { t } from "./i18n";
import { PinTry } from "./pin-try";

type Step = "rest" | "old" | "new" | "done";

/** Locking now, and another PIN. */
export function PinSection() {
  const step = useSignal<Step>("rest");
  const old = useSignal("");
  if (!account.value?.sealed_token) return null;
  const tryOld = async (pin: string) => {
    await changePin(pin, pin);
    old.value = pin;
    step.value = "new";
  };
  const choose = async (pin: string) => {
    await changePin(old.value, pin);
    old.value = "";
    step.value = "done";
  };
  return (
    <section class="section">
      <h2>{t("pin.section")}</h2>
      <p class="soft">{t("pin.section_help")}</p>
      {step.value === "done" && <Notice kind="good">{t("pin.changed")}</Notice>}
      <Button kind="second" icon="closed_door" onPress={() => void lock(false).then(() => replace("/"))}>
        {t("pin.lock_now")}
      </Button>
      {step.value === "old" && <OldPin attempt={tryOld} />}
      {step.value === "new" && <ChoosePin choose={choose} />}
      {(step.value === "rest" || step.value === "done") && (
        <Button kind="quiet" onPress={() => (step.value = "old")}>
          {t("pin.change")}
        </Button>
      )}
    </section>
  );
}

function OldPin({ attempt }: { attempt: (pin: string) => Promise<void> }) {
  return (
    <section class="card">
      <h3>{t("pin.old")}</h3>
      <PinTry label={t("pin.old")} attempt={attempt} />
    </section>
  );
}
