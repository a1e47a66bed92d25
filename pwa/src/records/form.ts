import type { Mode, NoVisitReason, Tick, TickName } from "../api/rows";
import type { Day } from "../duties/days";
import { localDay } from "../duties/moments";
import { clockTime, momentAt } from "../register/day-words";
import type { NewVisit } from "./save";
import { TICKS } from "./words";

export type Outcome = "met" | "not_met";

/** When the visit was: as the form was opened, or at a time of today or yesterday. */
export type When = "now" | "today" | "yesterday";

/** What the form holds; kept as a draft just as it is. */
export interface VisitForm {
  outcome: Outcome;
  ticks: Partial<Record<TickName, Tick>>;
  mode: Mode;
  phrases: string[];
  note: string;
  reason: NoVisitReason | null;
  when: When;
  /** "14:05" in the county's time, or "" as long as none is chosen. */
  at: string;
  /** When the form was opened, in milliseconds of the phone's clock. */
  opened: number;
}

export type Change =
  | { set: "all_well" }
  | { set: "tick"; tick: TickName; value: Tick }
  | { set: "phrase"; phrase: string }
  | { set: "outcome"; value: Outcome }
  | { set: "mode"; value: Mode }
  | { set: "note"; value: string }
  | { set: "reason"; value: NoVisitReason }
  | { set: "when"; value: When }
  | { set: "at"; value: string };

/** What keeps a form from being saved. */
export type Problem = "ticks" | "reason" | "time_missing" | "time_future";

/** A form that was opened so long ago no longer tells when the visit began. */
const STALE = 3 * 3_600_000;

/** By how many days ago it was. */
const WHENS: readonly When[] = ["today", "yesterday"];

export function emptyForm(outcome: Outcome, opened: number): VisitForm {
  return { outcome, ticks: {}, mode: "home", phrases: [], note: "", reason: null, when: "now", at: "", opened };
}

/** The form after one change. */
export function changed(form: VisitForm, change: Change): VisitForm {
  switch (change.set) {
    case "all_well":
      return { ...form, ticks: allOk() };
    case "tick":
      return { ...form, ticks: { ...form.ticks, [change.tick]: change.value } };
    case "phrase":
      return { ...form, phrases: toggled(form.phrases, change.phrase) };
    default:
      return { ...form, [change.set]: change.value };
  }
}

/** A draft taken up again: what was begun long ago is now stated with its time, and what is older than yesterday begins anew. */
export function resumed(draft: VisitForm, outcome: Outcome, now: number): VisitForm {
  const form = { ...draft, outcome: outcome === "not_met" ? outcome : draft.outcome };
  if (draft.when === "now" && now - draft.opened <= STALE) return form;
  const opened = localDay(draft.opened);
  const at = draft.when === "now" ? clockTime(draft.opened) : draft.at;
  const stated = WHENS[localDay(now) - (draft.when === "yesterday" ? opened - 1 : opened)];
  return { ...form, opened: now, ...(stated ? { when: stated, at } : { when: "now", at: "" }) };
}

/** Whether all six are said to be well. */
export function isAllWell({ ticks }: VisitForm): boolean {
  return TICKS.every((tick) => ticks[tick] === "ok");
}

export function ticksMissing({ ticks }: VisitForm): TickName[] {
  return TICKS.filter((tick) => ticks[tick] === undefined);
}

/** What keeps it from being saved at a moment, in the order of the page. */
export function problemsOf(form: VisitForm, now: number): Problem[] {
  const problems: Problem[] = [];
  if (form.outcome === "met" && ticksMissing(form).length > 0) problems.push("ticks");
  if (form.outcome === "not_met" && form.reason === null) problems.push("reason");
  if (form.when !== "now" && form.at === "") problems.push("time_missing");
  else if (startOf(form, localDay(now)) > now) problems.push("time_future");
  return problems;
}

/** When the visit began, in milliseconds. */
export function startOf({ when, at, opened }: VisitForm, today: Day): number {
  if (when === "now" || at === "") return opened;
  return momentAt(when === "today" ? today : today - 1, at);
}

/** The visit or attempt as it is saved. It ends now when it began with the form; one of earlier has no stated end. */
export function visitOf(form: VisitForm, person: string, now: number): NewVisit {
  const note = form.note.trim();
  const common = {
    person,
    mode: form.mode,
    start: new Date(startOf(form, localDay(now))),
    ...(form.when === "now" ? { end: new Date(now) } : {}),
    ...(note === "" ? {} : { note }),
  };
  if (form.outcome === "met")
    return { ...common, status: "valid", answers: { ticks: form.ticks, phrases: form.phrases } };
  return { ...common, status: "attempt", answers: {}, reason: form.reason ?? "other" };
}

function allOk(): Record<TickName, Tick> {
  return { spirit: "ok", body: "ok", food: "ok", safety: "ok", hygiene: "ok", needs: "ok" };
}

function toggled(phrases: string[], phrase: string): string[] {
  return phrases.includes(phrase) ? phrases.filter((one) => one !== phrase) : [...phrases, phrase];
}
