import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { NeedKind } from "../api/need-rows";
import { current, practising } from "../local/current";
import { needDraftKey } from "../needs/save-need";
import { clockTime } from "../register/day-words";
import { go } from "../router";
import { wall } from "../ui/today";
import { t } from "./i18n";

/** A call for help from this page: who tapped which number, and when, in milliseconds of the phone's clock. */
export interface Called {
  user: string;
  number: string;
  at: number;
}

/** Later than this nobody is asked any more. */
const ASKED_FOR = 6 * 3_600_000;

/** What the number is called for most; she may choose another. */
const KINDS: { [number: string]: NeedKind } = { "120": "health", "110": "safety", "119": "safety", "12345": "other" };

/** The last call, until it is told for whom it was; kept over a reload, for a call may push the app out of memory. */
const called = signal<Called | null>(kept());

called.subscribe((call) => {
  try {
    if (call) sessionStorage.setItem("called", JSON.stringify(call));
    else sessionStorage.removeItem("called");
  } catch {
    // Without storage it is only forgotten sooner.
  }
});

/** The call that somebody who works here made a short while ago. */
export const hersToTell: ReadonlySignal<Called | null> = computed(() => {
  const call = called.value;
  const isHers = call !== null && call.user === current.value?.account.user;
  return isHers && Math.abs(wall.value - call.at) < ASKED_FOR ? call : null;
});

/** Of practice nothing is kept: nobody was called. */
export function noteCall(number: string): void {
  const user = current.value?.account.user;
  if (user === undefined || practising.value) return;
  called.value = { user, number, at: Date.now() };
}

export function nothingToTell(): void {
  called.value = null;
}

/** Opens what she needs with the call written down in it, beside what stood there already. */
export async function tellOf(person: string, call: Called): Promise<void> {
  const outbox = current.value?.outbox;
  const key = needDraftKey(person);
  try {
    const before = await outbox?.draft<{ kind: NeedKind | null; note: string; record?: string }>(key);
    const line = t("help.line", { number: call.number, time: clockTime(call.at) });
    const note = before?.note ? `${before.note}\n${line}` : line;
    await outbox?.keepDraft(key, { ...before, kind: before?.kind ?? KINDS[call.number] ?? null, urgent: true, note });
    called.value = null;
  } catch {
    // What cannot be kept stays to be told on the help page.
  }
  go(`/people/${person}/need`);
}

function kept(): Called | null {
  try {
    return JSON.parse(sessionStorage.getItem("called") ?? "null") as Called | null;
  } catch {
    return null;
  }
}
