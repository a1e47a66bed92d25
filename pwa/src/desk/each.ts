import { useEffect, useState } from "preact/hooks";
import { call } from "../api/client";
import { codeOf } from "../api/failure";
import type { Path } from "./api";
import { changes } from "./deeds";

/** Answers of many calls, one after the other so that nobody else waits: what has come, and why it goes no further. */
export interface Each<T> {
  values: ReadonlyMap<string, T>;
  failure: string | undefined;
  again: () => void;
}

export function useEach<T>(paths: Path<T>[]): Each<T> {
  const [values, setValues] = useState<ReadonlyMap<string, T>>(new Map());
  const [failure, setFailure] = useState<string>();
  const [turn, setTurn] = useState(0);
  const wanted = paths.map(({ path }) => path).join("\n");
  const changed = changes.value;
  useEffect(() => {
    const leaving = new AbortController();
    setFailure(undefined);
    askEach<T>(wanted === "" ? [] : wanted.split("\n"), leaving.signal, (path, value) =>
      setValues((known) => new Map(known).set(path, value)),
    ).catch((thrown) => setFailure(codeOf(thrown)));
    return () => leaving.abort();
  }, [wanted, turn, changed]);
  return { values, failure, again: () => setTurn(turn + 1) };
}

async function askEach<T>(paths: string[], left: AbortSignal, take: (path: string, value: T) => void): Promise<void> {
  for (const path of paths) {
    if (left.aborted) return;
    const value = await call<T>("GET", path);
    if (!left.aborted) take(path, value);
  }
}
