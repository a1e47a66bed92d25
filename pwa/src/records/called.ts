import { signal } from "@preact/signals";
import type { NeedKind } from "../api/need-rows";
import { current } from "../local/current";
import { needDraftKey } from "../needs/save-need";
import { go } from "../router";
import { t } from "./i18n";

/** A call for help from this page: the number that was tapped, and when by this phone's clock, as HH:MM. */
export interface Called {
  number: string;
  time: string;
}

/** What the number is called for most; she may choose another. */
const KINDS: { [number: string]: NeedKind } = { "120": "health", "110": "safety", "119": "safety", "12345": "other" };

/** The last call, until it is told for whom it was; kept over a reload, for a call may push the app out of memory. */
export const called = signal<Called | null>(kept());

called.subscribe((call) => {
  try {
    if (call) sessionStorage.setItem("called", JSON.stringify(call));
    else sessionStorage.removeItem("called");
  } catch {
    // Without storage it is only forgotten sooner.
  }
});

export function noteCall(number: string): void {
  const now = new Date();
  const time = [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
  called.value = { number, time };
}

/** Opens what she needs with the call written down in it, beside what stood there already. */
export async function tellOf(person: string, call: Called): Promise<void> {
  const outbox = current.value?.outbox;
  const key = needDraftKey(person);
  const before = await outbox?.draft<{ kind: NeedKind | null; note: string }>(key).catch(() => null);
  const line = t("help.line", { number: call.number, time: call.time });
  const note = before?.note ? `${before.note}\n${line}` : line;
  const draft = { kind: before?.kind ?? KINDS[call.number] ?? null, urgent: true, note };
  await outbox?.keepDraft(key, draft).catch(() => undefined);
  called.value = null;
  go(`/people/${person}/need`);
}

function kept(): Called | null {
  try {
    return JSON.parse(sessionStorage.getItem("called") ?? "null") as Called | null;
  } catch {
    return null;
  }
}
