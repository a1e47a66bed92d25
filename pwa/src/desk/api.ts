import { useEffect, useRef, useState } from "preact/hooks";
import { call } from "../api/client";
import { codeOf } from "../api/failure";
import type { PatchBody } from "../api/rows";
import { changes } from "./deeds";
import { type Query, queryString } from "./route";
import type {
  Assigning,
  CarerLoad,
  ConcernFile,
  ConcernLine,
  Conflict,
  Consents,
  Doors,
  ExtraDuty,
  ExtraFile,
  Extras,
  Fact,
  Festival,
  Hand,
  HouseholdFile,
  Households,
  MaskedField,
  Merge,
  NeedFile,
  NeedLine,
  NewConsent,
  NewExtra,
  NewSheet,
  ParkedItem,
  People,
  PersonFile,
  Policies,
  PrintedCards,
  Profile,
  ProfileVersion,
  RecordShape,
  Report,
  ReportLine,
  RosterImport,
  SheetFile,
  Showings,
  Shown,
  ShownBecause,
  SignInLink,
  Today,
  TownshipFile,
  Townships,
  Twin,
  Twins,
  Unreached,
  Village,
  WeekPlan,
  Why,
  Worker,
  WorkerFile,
} from "./rows";

/** The calls of the desk, each as the path it asks. The answer's type goes along with the path. */
export interface Path<T> {
  path: string;
  answer?: T;
}

export const townshipsPath = (period: Query): Path<Townships> => asked("/api/ledger/townships", period);
export const townshipPath = (code: string, period: Query): Path<TownshipFile> =>
  asked(`/api/ledger/townships/${encodeURIComponent(code)}`, period);
export const householdsPath = (township: string, period: Query): Path<Households> =>
  asked("/api/ledger/households", { township, ...period });
export const householdPath = (id: string, period: Query): Path<HouseholdFile> =>
  asked(`/api/ledger/households/${encodeURIComponent(id)}`, period);
export const policiesPath = (): Path<Policies> => ({ path: "/api/duties/policies" });
export const festivalsPath = (): Path<Festival[]> => ({ path: "/api/duties/festivals" });
export const extrasPath = (): Path<Extras> => ({ path: "/api/duties/extra" });
export const extraPath = (id: string): Path<ExtraFile> => ({ path: `/api/ledger/extra/${encodeURIComponent(id)}` });
export const todayPath = (township: string): Path<Today> => asked("/api/ledger/today", { township });
export const carersPath = (township: string): Path<CarerLoad[]> => asked("/api/ledger/carers", { township });
export const assigningsPath = (township: string): Path<Assigning[]> => asked("/api/register/assignings", { township });
export const rostersPath = (township: string): Path<RosterImport[]> => asked("/api/register/rosters", { township });
export const peoplePath = (township: string, period: Query): Path<People> =>
  asked("/api/ledger/people", { township, ...period });
export const personPath = (id: string, period: Query): Path<PersonFile> =>
  asked(`/api/ledger/people/${encodeURIComponent(id)}`, period);
export const workersPath = (place: string): Path<Worker[]> => asked("/api/accounts/users", { place });
export const reportsPath = (): Path<ReportLine[]> => asked("/api/register/reports", { status: "to_be_confirmed" });
export const parkedPath = (settled = false): Path<ParkedItem[]> => ({
  path: `/api/sync/issues${settled ? "?settled=true" : ""}`,
});
export const profilePath = (person: string): Path<Profile> => ({
  path: `/api/register/people/${encodeURIComponent(person)}`,
});
export const historyPath = (person: string): Path<ProfileVersion[]> => ({
  path: `/api/register/people/${encodeURIComponent(person)}/history`,
});
export const twinsPath = (township: string): Path<Twins[]> => asked("/api/register/twins", { township });
export const twinsChosenPath = (people: string[]): Path<Twin[]> => ({
  path: `/api/register/twins/chosen?${people.map((id) => `person=${encodeURIComponent(id)}`).join("&")}`,
});
export const mergesPath = (township: string): Path<Merge[]> => asked("/api/register/merges", { township });
export const villagesPath = (township: string): Path<Village[]> => asked("/api/register/villages", { township });
export const showingsPath = (period: Query): Path<Showings> => asked("/api/privacy/showings", period);
export const consentsPath = (person: string): Path<Consents> => ({
  path: `/api/privacy/people/${encodeURIComponent(person)}/consents`,
});
export const conflictsPath = (): Path<Conflict[]> => ({ path: "/api/register/conflicts" });

export const workerPath = (user: string, query: Query): Path<WorkerFile> =>
  asked(`/api/ledger/workers/${encodeURIComponent(user)}`, query);
export const planPath = (user: string): Path<WeekPlan> => ({
  path: `/api/ledger/workers/${encodeURIComponent(user)}/plan`,
});
export const doorsPath = (township: string): Path<Doors> => asked("/api/doors", { township });
export const sheetPath = (id: string): Path<SheetFile> => ({ path: `/api/records/sheets/${encodeURIComponent(id)}` });
export const needsOfPath = (person: string): Path<NeedLine[]> => asked("/api/needs", { person });
export const needsPath = (closed = false): Path<NeedLine[]> => ({
  path: `/api/needs${closed ? "?closed=true" : ""}`,
});

export const unreachedPath = (): Path<Unreached[]> => ({ path: "/api/needs/unreached" });

export const needPath = (id: string): Path<NeedFile> => ({ path: `/api/needs/${encodeURIComponent(id)}` });

export const handsPath = (id: string): Path<Hand[]> => ({ path: `/api/needs/${encodeURIComponent(id)}/hands` });

/** What an office does with a need. */
export function needStep(
  id: string,
  step: "take" | "give" | "release" | "note" | "close" | "reopen",
  body?: object,
): Promise<NeedFile> {
  return call("POST", `/api/needs/${encodeURIComponent(id)}/${step}`, body);
}

export const concernsPath = (closed = false): Path<ConcernLine[]> => ({
  path: `/api/concerns${closed ? "?closed=true" : ""}`,
});

/** Opens a confidential report, takes it on, notes what was done or closes it: each leaves a step with one's name. */
export function concernStep(id: string, step: "read" | "take" | "note" | "close", body?: object): Promise<ConcernFile> {
  return call("POST", `/api/concerns/${encodeURIComponent(id)}/${step}`, body);
}

/** Enters a sheet of paper. Throws `paper_lines` with what speaks against which line: then nothing is entered. */
export function enterSheet(sheet: NewSheet): Promise<SheetFile> {
  return call("POST", "/api/records/sheets", sheet);
}

/** Says which picture a sheet has; its bytes come afterwards. */
export function nameSheetPicture(sheet: string, sha256: string, size: number): Promise<SheetFile> {
  return call("POST", `/api/records/sheets/${encodeURIComponent(sheet)}/picture`, { sha256, size });
}

/** What somebody was told or agreed to, one statement for several purposes. */
export function recordConsent(person: string, said: NewConsent): Promise<Consents> {
  return call("POST", `/api/privacy/people/${encodeURIComponent(person)}/consents`, said);
}

/** One masked value in the clear; the server keeps who saw it and why. It is in the answer alone, never in an address. */
export function show(person: string, field: MaskedField, because: ShownBecause): Promise<Shown> {
  return call("POST", `/api/privacy/people/${encodeURIComponent(person)}/show`, { field, because });
}

/** From then on the phone is not waited for, and what it still sends is parked. */
export function endDevice(device: string): Promise<unknown> {
  return call("POST", `/api/accounts/devices/${encodeURIComponent(device)}/revoke`);
}

/** Somebody left: nobody comes in as her any more. What a phone still holds is parked. */
export function closeAccount(user: string): Promise<unknown> {
  return call("POST", `/api/accounts/users/${encodeURIComponent(user)}/deactivate`);
}

export function openAccount(user: string): Promise<unknown> {
  return call("POST", `/api/accounts/users/${encodeURIComponent(user)}/reactivate`);
}

export function newSignInLink(user: string): Promise<SignInLink> {
  return call("POST", `/api/accounts/users/${encodeURIComponent(user)}/enrolments`);
}

export type ProfileChange = Omit<PatchBody, "person">;

/** A fact to be entered; both days are included. */
export type NewFact = Pick<Fact, "kind" | "value" | "valid_from" | "valid_to"> & { reason: string | null };

export function enterFact(person: string, fact: NewFact): Promise<Fact> {
  return call("POST", `/api/register/people/${encodeURIComponent(person)}/facts`, fact);
}

export function endFact(fact: string, valid_to: string): Promise<Fact> {
  return call("POST", `/api/register/facts/${encodeURIComponent(fact)}/end`, { valid_to });
}

export function voidFact(fact: string, reason: string): Promise<Fact> {
  return call("POST", `/api/register/facts/${encodeURIComponent(fact)}/void`, { reason });
}

/** Takes a record back. It stays, and counts no more. */
export function voidRecord(record: string, why: Why, note: string | null): Promise<RecordShape> {
  return call("POST", `/api/records/${encodeURIComponent(record)}/void`, { why, note });
}

export function confirmReport(report: string, valid_from: string | null): Promise<Report> {
  return call("POST", `/api/register/reports/${encodeURIComponent(report)}/confirm`, { valid_from });
}

export function declineReport(report: string, reason: string): Promise<Report> {
  return call("POST", `/api/register/reports/${encodeURIComponent(report)}/decline`, { reason });
}

/** Throws `value_changed` where another value stands than the one seen: then nothing is written. */
export function changeProfile(person: string, changes: ProfileChange): Promise<Profile> {
  return call("PATCH", `/api/register/people/${encodeURIComponent(person)}`, changes);
}

/** The cards of a township's doors, of a village's or of these, as they are printed; a door without one gets one. */
export function printCards(township: string, which: { village?: string; homes?: string[] }): Promise<PrintedCards> {
  return call("POST", "/api/doors/cards", { township, ...which });
}

/** A lost card is void from now on. */
export function renewCard(card: string): Promise<unknown> {
  return call("POST", `/api/doors/cards/${encodeURIComponent(card)}/renew`);
}

/** Tries a parked item again, or takes it in although staff must answer for it. It may still be open afterwards. */
export function tryParked(id: string, how: "retry" | "accept"): Promise<{ resolved_at: string | null }> {
  return call("POST", `/api/sync/issues/${encodeURIComponent(id)}/${how}`);
}

export function resolveParked(id: string, resolution: string, note: string | null): Promise<unknown> {
  return call("POST", `/api/sync/issues/${encodeURIComponent(id)}/resolve`, { resolution, note });
}

/** `seen` is what stood on the page: where something else stands by now, the server says so. */
export function settleConflict({ id, current }: Conflict, choice: "kept" | "other"): Promise<unknown> {
  return call("POST", `/api/register/conflicts/${encodeURIComponent(id)}/settle`, { choice, seen: current });
}

export function raiseExtra(extra: NewExtra): Promise<ExtraDuty> {
  return call("POST", "/api/duties/extra", extra);
}

export function endExtra(id: string): Promise<ExtraDuty> {
  return call("POST", `/api/duties/extra/${encodeURIComponent(id)}/end`);
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
  const changed = changes.value;
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
  }, [path, turn, changed]);
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
