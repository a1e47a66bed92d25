import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { codeOf } from "../api/failure";
import { pinWait } from "../local/unlocking";
import { Notice } from "../ui/notice";
import { t } from "./i18n";
import { Keypad } from "./keypad";

type State = "ready" | "checking" | "wrong" | "failed";

/** Asks for the present PIN, and makes one wait who has been wrong too often. */
export function PinTry({ label, attempt }: { label: string; attempt: (pin: string) => Promise<void> }) {
  const state = useSignal<State>("ready");
  const wait = useWait();
  const take = async (pin: string) => {
    state.value = "checking";
    try {
      await attempt(pin);
      state.value = "ready";
    } catch (thrown) {
      state.value = ["wrong_pin", "too_soon"].includes(codeOf(thrown)) ? "wrong" : "failed";
      wait.value = await pinWait();
    }
  };
  return (
    <>
      <Words state={state.value} wait={wait.value} />
      <Keypad label={label} busy={state.value === "checking" || wait.value > 0} onPin={(pin) => void take(pin)} />
    </>
  );
}

function Words({ state, wait }: { state: State; wait: number }) {
  if (state === "checking") return <p role="status">{t("lock.checking")}</p>;
  if (wait > 0) return <Notice kind="trouble">{t("lock.wait", { time: waitWords(wait) })}</Notice>;
  if (state === "wrong") return <Notice kind="trouble">{t("lock.wrong")}</Notice>;
  return state === "failed" ? <Notice kind="trouble">{t("lock.failed")}</Notice> : null;
}

function waitWords(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1_000);
  return seconds < 120 ? t("lock.seconds", { n: seconds }) : t("lock.minutes", { n: Math.ceil(seconds / 60) });
}

/** What is left to wait, each second anew. */
function useWait(): Signal<number> {
  const wait = useSignal(0);
  useEffect(() => {
    const look = () => void pinWait().then((left) => (wait.value = left));
    look();
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, []);
  return wait;
}
