import { type Signal, useSignal } from "@preact/signals";
import { codeOf } from "../api/failure";
import { Notice } from "../ui/notice";
import { t } from "./i18n";
import { signInWords } from "./sign-in-words";

export interface Attempt {
  /** The code of what went wrong last. */
  failure: Signal<string | null>;
  busy: Signal<boolean>;
  /** Runs one piece of work at a time; true when it worked. */
  run: (work: () => Promise<unknown>) => Promise<boolean>;
}

/** Something asked of the server by a form. */
export function useAttempt(): Attempt {
  const failure = useSignal<string | null>(null);
  const busy = useSignal(false);
  const run = async (work: () => Promise<unknown>) => {
    if (busy.value) return false;
    busy.value = true;
    failure.value = null;
    try {
      await work();
    } catch (thrown) {
      failure.value = codeOf(thrown);
    }
    busy.value = false;
    return failure.value === null;
  };
  return { failure, busy, run };
}

/** Why it did not work. */
export function Trouble({ attempt }: { attempt: Attempt }) {
  const code = attempt.failure.value;
  return code === null ? null : <Notice kind="trouble">{t(signInWords(code))}</Notice>;
}
