import type { Mode, NoVisitReason, Tick, TickName } from "../api/rows";
import type { Day } from "../duties/days";
import { clockTime, countyDay, momentAt } from "../register/day-words";
import type { NewVisit } from "./save";
import { TICKS } from "./words";

export type Outcome = "met" | "not_met";

/** When the visit was: as the form was opened, or at a time of a day, which stays that day when midnight passes. */
export interface When {
  /** The county's date; null: as the form was opened. */
  day: Day | null;
  /** "14:05" in the county's time, or "" as long as none is chosen. */
  at: string;
  /** When the form was opened, in milliseconds of the phone's clock. */
  opened: number;
}

/** What the form holds; kept as a draft just as it is. */
export interface VisitForm extends When {
  outcome: Outcome;
  ticks: Partial<Record<TickName, Tick>>;
  mode: Mode;
  phrases: string[];
  /** What the service was worth in yuan, as it was typed; empty where nobody asks. */
  yuan: string;
  note: string;
  reason: NoVisitReason | null;
}

export type Change =
  | { set: "all_well" }
  | { set: "tick"; tick: TickName; value: Tick }
  | { set: "phrase"; phrase: string }
  | { set: "outcome"; value: Outcome }
  | { set: "mode"; value: Mode }
  | { set: "yuan"; value: string }
  | { set: "note"; value: string }
  | { set: "reason"; value: NoVisitReason }
  | { set: "when"; value: Partial<When> }
  | { set: "at"; value: string };

/** What keeps a form from being saved. */
export type Problem = "ticks" | "reason" | "yuan" | "note_long" | "time_missing" | "time_future" | "time_stale";

/** A form that was opened so long ago no longer tells when the visit began. */
const STALE = 3 * 3_600_000;

export function emptyForm(outcome: Outcome, opened: number): VisitForm {
  return { outcome, ticks: {}, mode: "home", phrases: [], yuan: "", note: "", reason: null, day: null, at: "", opened };
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
    case "when":
      return { ...form, ...change.value };
    default:
      return { ...form, [change.set]: change.value };
  }
}

/** A draft taken up again, as it was left. One of an older version has no day, and no yuan. */
export function resumed(draft: VisitForm, outcome: Outcome): VisitForm {
  return {
    ...draft,
    day: draft.day ?? null,
    yuan: draft.yuan ?? "",
    outcome: outcome === "not_met" ? outcome : draft.outcome,
  };
}

/** Whether a form is so old that "as it was opened" may mean now or then: only who was there can tell. */
export function isStale({ day, opened }: VisitForm, now: number): boolean {
  return day === null && isOld(opened, now);
}

/** Just now: the visit began with the form, or, where that was long ago, this moment. */
export function justNow({ opened }: VisitForm, now: number): Partial<When> {
  return { day: null, opened: isOld(opened, now) ? now : opened };
}

/** Then: on the day and at the time at which the form was opened. */
export function backThen({ opened }: VisitForm): Partial<When> {
  return { day: countyDay(opened), at: clockTime(opened) };
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
  if (form.outcome === "met" && Number.isNaN(yuanOf(form))) problems.push("yuan");
  if (lettersLeft(form) < 0) problems.push("note_long");
  if (isStale(form, now)) problems.push("time_stale");
  else if (form.day !== null && form.at === "") problems.push("time_missing");
  else if (startOf(form) > now) problems.push("time_future");
  return problems;
}

/** How many letters the note may still grow by, as the server counts them; negative: it is too long. */
export function lettersLeft({ note }: VisitForm): number {
  return NOTE_LETTERS - (note.length > NOTE_LETTERS / 2 ? Array.from(note.trim()).length : note.length);
}

/** What the server takes (docs/protocol.md §3). */
const NOTE_LETTERS = 2_000;

/** The yuan that were typed, full-width digits included; undefined for none, NaN for what is no such sum. */
export function yuanOf({ yuan }: VisitForm): number | undefined {
  const typed = yuan.normalize("NFKC").trim();
  if (typed === "") return undefined;
  return /^\d{1,6}(\.\d{1,2})?$/.test(typed) ? Number(typed) : Number.NaN;
}

/** When the visit began, in milliseconds. */
export function startOf({ day, at, opened }: VisitForm): number {
  return day === null || at === "" ? opened : momentAt(day, at);
}

/** The visit or attempt as it is saved. It ends now when it began with the form; one of earlier has no stated end. */
export function visitOf(form: VisitForm, person: string, now: number): NewVisit {
  const note = form.note.trim();
  const common = {
    person,
    mode: form.mode,
    start: new Date(startOf(form)),
    ...(form.day === null ? { end: new Date(now) } : {}),
    ...(note === "" ? {} : { note }),
  };
  const value = yuanOf(form);
  const worth = value === undefined ? {} : { value };
  if (form.outcome === "met")
    return { ...common, ...worth, status: "valid", answers: { ticks: form.ticks, phrases: form.phrases } };
  return { ...common, status: "attempt", answers: {}, reason: form.reason ?? "other" };
}

/** A clock that was put back has left the opening in the future. */
function isOld(opened: number, now: number): boolean {
  return opened > now || now - opened > STALE;
}

function allOk(): Record<TickName, Tick> {
  return { spirit: "ok", body: "ok", food: "ok", safety: "ok", hygiene: "ok", needs: "ok" };
}

function toggled(phrases: string[], phrase: string): string[] {
  return phrases.includes(phrase) ? phrases.filter((one) => one !== phrase) : [...phrases, phrase];
}
