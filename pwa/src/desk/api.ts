import { useEffect, useRef, useState } from "preact/hooks";
import { call } from "../api/client";
import { codeOf } from "../api/failure";
import { type Query, queryString } from "./route";
import type { ParkedItem, People, PersonFile, SignInLink, Townships, Worker } from "./rows";

/** The calls of the desk, each as the path it asks. The answer's type goes along with the path. */
export interface Path<T> {
  path: string;
  answer?: T;
}

export const townshipsPath = (period: Query): Path<Townships> => asked("/api/ledger/townships", period);
export const peoplePath = (township: string, period: Query): Path<People> =>
  asked("/api/ledger/people", { township, ...period });
export const personPath = (id: string, period: Query): Path<PersonFile> =>
  asked(`/api/ledger/people/${encodeURIComponent(id)}`, period);
export const workersPath = (place: string): Path<Worker[]> => asked("/api/accounts/users", { place });
export const parkedPath = (): Path<ParkedItem[]> => ({ path: "/api/sync/issues" });

export function newSignInLink(user: string): Promise<SignInLink> {
  return call("POST", `/api/accounts/users/${encodeURIComponent(user)}/enrolments`);
}

function asked<T>(path: string, query: Query): Path<T> {
  return { path: path + queryString(query) };
}

/** What is known of an answer: the value last read, and whether reading goes on or failed. */
export interface Answer<T> {
  value: T | undefined;
  loading: boolean;
  /** The code of the failure of the last reading. */
  failure: string | undefined;
  again: () => void;
}

/** Pages read before, so that Back shows them at once; each is read anew all the same. Kept in memory only. */
const READ = new Map<string, unknown>();
const READ_AT_MOST = 12;

export function useAnswer<T>({ path }: Path<T>): Answer<T> {
  const [state, setState] = useState<{ path: string; failure?: string; done: boolean }>({ path, done: false });
  const [turn, setTurn] = useState(0);
  const asking = useRef(0);
  useEffect(() => {
    const mine = ++asking.current;
    const settle = (failure?: string) => {
      if (mine === asking.current) setState({ path, done: true, ...(failure && { failure }) });
    };
    setState({ path, done: false });
    read(path).then(
      () => settle(),
      (reason) => settle(codeOf(reason)),
    );
  }, [path, turn]);
  const current = state.path === path;
  return {
    value: READ.get(path) as T | undefined,
    loading: !(current && state.done),
    failure: current ? state.failure : undefined,
    again: () => setTurn(turn + 1),
  };
}

async function read(path: string): Promise<void> {
  const value = await call("GET", path);
  READ.delete(path);
  READ.set(path, value);
  for (const oldest of [...READ.keys()].slice(0, -READ_AT_MOST)) READ.delete(oldest);
}

/** Forget everything when someone signs out or another one signs in. */
export function forgetAnswers(): void {
  READ.clear();
}
