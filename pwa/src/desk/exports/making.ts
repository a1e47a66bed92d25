import { useEffect, useRef, useState } from "preact/hooks";
import { codeOf } from "../../api/failure";
import { changes } from "../deeds";
import { type Asked, make } from "./calls";
import type { Named, Progress } from "./incoming";

/** Where a file stands that is being made: not asked for, under way, saved, cancelled or failed. */
export type State =
  | { at: "rest" }
  | { at: "cancelled" }
  | { at: "begun"; progress: Progress | undefined }
  | { at: "saved"; named: Named }
  | { at: "failed"; code: string };

export interface Making {
  state: State;
  begin: (asked: Asked) => Promise<void>;
  cancel: () => void;
}

/** One file at a time. Whoever leaves the page has cancelled. */
export function useMaking(): Making {
  const [state, setState] = useState<State>({ at: "rest" });
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const begin = async (asked: Asked) => {
    const mine = new AbortController();
    stop.current = mine;
    setState({ at: "begun", progress: undefined });
    try {
      const named = await make(asked, mine.signal, (progress) => setState({ at: "begun", progress }));
      setState({ at: "saved", named });
      changes.value++;
    } catch (thrown) {
      setState(mine.signal.aborted ? { at: "cancelled" } : { at: "failed", code: codeOf(thrown) });
    }
  };
  return { state, begin, cancel: () => stop.current?.abort() };
}
