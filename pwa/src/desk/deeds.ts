import { signal } from "@preact/signals";
import { useRef, useState } from "preact/hooks";
import { withReason } from "../api/client";
import { codeOf } from "../api/failure";

/** Counts what was changed from this desk: every page that is open reads its answers anew. */
export const changes = signal(0);

/** Something asked of the server: whether it is under way, and the code of what went wrong. */
export interface Deed {
  busy: boolean;
  failure: string | undefined;
  run: (work: () => Promise<unknown>) => Promise<void>;
  /** The same once more, with the reason that was asked for. */
  again: (reason: string) => Promise<void>;
}

/** Somebody else was first: what the page shows is no longer so. */
const OUTDATED = ["already_amended", "already_decided", "already_settled", "value_changed", "not_the_newest"];

/** One change at a time. Afterwards the pages read anew, also after a refusal: what is shown was out of date. What only asks `changesNothing`. */
export function useDeed(done?: () => void, changesNothing = false): Deed {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const last = useRef<() => Promise<unknown>>(async () => undefined);
  const run = async (work: () => Promise<unknown>) => {
    last.current = work;
    setBusy(true);
    setFailure(undefined);
    try {
      await work();
      done?.();
      if (!changesNothing) changes.value++;
    } catch (thrown) {
      setFailure(codeOf(thrown));
      if (OUTDATED.includes(codeOf(thrown))) changes.value++;
    }
    setBusy(false);
  };
  const again = (reason: string) => {
    const work = last.current;
    return run(() => withReason(reason, work)).then(() => {
      last.current = work;
    });
  };
  return { busy, failure, run, again };
}
