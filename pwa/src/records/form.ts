import type { Mode, NoVisitReason, Picture, Position, VoiceNote } from "../api/rows";
import type { Day } from "../duties/days";
import { allWell } from "../forms/answer-words";
import { type AnswerProblem, answerProblems } from "../forms/answers";
import { finished } from "../forms/finished";
import { type Answers, type Asked, marksOf, optionsOf } from "../forms/form";
import { clockTime, countyDay, momentAt } from "../register/day-words";
import type { NewVisit } from "./save";

export type Outcome = "met" | "not_met";

/** When the visit was: as the form was opened, or at a time of a day, which stays that day when midnight passes. */
export interface When {
  /** The county's date; null: as the form was opened. */
  day: Day | null;
  /** "14:05" in the county's time, or "" as long as none is chosen. */
  at: string;
  /** Until when it lasted, at a time of a day; "" where nobody says so. */
  until: string;
  /** When the form was opened, in milliseconds of the phone's clock. */
  opened: number;
}

/** What the form holds. */
export interface VisitForm extends When {
  /** The version that is asked. */
  asked: Asked;
  outcome: Outcome;
  /** By question; a number as it was typed. */
  answers: Answers;
  mode: Mode;
  /** What the service was worth in yuan, as it was typed; empty where nobody asks. */
  yuan: string;
  note: string;
  reason: NoVisitReason | null;
  /** Where the phone was, where she lets it say so and it knew in time. */
  position: Position | null;
  /** What the card at the door said, where it was scanned. */
  door: string | null;
  /** Their bytes are kept on the phone. */
  pictures: Picture[];
  voice: VoiceNote | null;
}

/** A form as it is kept while nobody has saved it: it names the version that it asks. */
export type VisitDraft = Omit<VisitForm, "asked"> & { version: number };

/** A draft of before forms were data. */
interface OlderDraft {
  ticks?: Answers;
  phrases?: string[];
}

export type Change =
  | { set: "all_well" }
  | { set: "answer"; question: string; value: unknown }
  | { set: "outcome"; value: Outcome }
  | { set: "mode"; value: Mode }
  | { set: "yuan"; value: string }
  | { set: "note"; value: string }
  | { set: "reason"; value: NoVisitReason }
  | { set: "position"; value: Position }
  | { set: "pictures"; value: Picture[] }
  | { set: "voice"; value: VoiceNote | null }
  | { set: "when"; value: Partial<When> }
  | { set: "at" | "until"; value: string };

/** What keeps a form from being saved. */
export type Problem =
  | `answer:${string}`
  | "reason"
  | "yuan"
  | "note_long"
  | "time_missing"
  | "time_future"
  | "time_until"
  | "time_stale";

/** A form that was opened so long ago no longer tells when the visit began. */
const STALE = 3 * 3_600_000;

export function emptyForm(asked: Asked, outcome: Outcome, opened: number): VisitForm {
  const said = { answers: {}, mode: "home", yuan: "", note: "", reason: null, position: null } as const;
  return { asked, outcome, ...said, door: null, pictures: [], voice: null, day: null, at: "", until: "", opened };
}

/** The form after one change. */
export function changed(form: VisitForm, change: Change): VisitForm {
  switch (change.set) {
    case "all_well":
      return { ...form, answers: { ...form.answers, ...allWell(form.asked.form) } };
    case "answer":
      return { ...form, answers: { ...form.answers, [change.question]: change.value } };
    case "when":
      return { ...form, ...change.value };
    default:
      return { ...form, [change.set]: change.value };
  }
}

/** What is kept of a form. */
export function draftOf({ asked, ...form }: VisitForm): VisitDraft {
  return { ...form, version: asked.version };
}

/** A draft taken up again, as it was left; `asked` is the version that it names. One of an older app lacks what forms have learnt to say since. */
export function resumed(draft: VisitDraft & OlderDraft, asked: Asked, outcome: Outcome): VisitForm {
  const { version: _, ticks = {}, phrases = [], ...form } = draft;
  return {
    ...form,
    asked,
    answers: form.answers ?? { ticks, phrases },
    position: form.position ?? null,
    door: form.door ?? null,
    pictures: form.pictures ?? [],
    voice: form.voice ?? null,
    day: form.day ?? null,
    yuan: form.yuan ?? "",
    until: form.until ?? "",
    outcome: outcome === "not_met" ? outcome : form.outcome,
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

/** Whether everything that is marked is said to be well. */
export function isAllWell({ asked, answers }: VisitForm): boolean {
  return marksAsked(asked).every(({ question, option }) => marksOf(answers, question)[option] === "ok");
}

/** How many marks of a question are still missing. */
export function marksMissing({ asked, answers }: VisitForm, of: string): number {
  const marks = marksAsked(asked).filter(({ question }) => question === of);
  return marks.filter(({ option }) => (marksOf(answers, of)[option] ?? null) === null).length;
}

function marksAsked({ form }: Asked): { question: string; option: string }[] {
  const ticks = form.questions.filter(({ kind }) => kind === "ticks");
  return ticks.flatMap((question) => optionsOf(question).map(({ id }) => ({ question: question.id, option: id })));
}

/** What is wrong with the answers of somebody who was met. */
export function answersWrong({ asked, answers, outcome }: VisitForm): AnswerProblem[] {
  return outcome === "met" ? answerProblems(asked.form, finished(asked.form, answers)) : [];
}

/** What keeps it from being saved at a moment, in the order of the page. */
export function problemsOf(form: VisitForm, now: number): Problem[] {
  const problems: Problem[] = answersWrong(form).map(({ question }): Problem => `answer:${question}`);
  if (form.outcome === "not_met" && form.reason === null) problems.push("reason");
  if (form.outcome === "met" && Number.isNaN(yuanOf(form))) problems.push("yuan");
  if (lettersLeft(form) < 0) problems.push("note_long");
  if (isStale(form, now)) problems.push("time_stale");
  else if (form.day !== null && form.at === "") problems.push("time_missing");
  else if (startOf(form) > now) problems.push("time_future");
  else if (form.day !== null && form.outcome === "met") {
    const end = endOf(form, now);
    if (end !== null && (end <= startOf(form) || end > now)) problems.push("time_until");
  }
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

/** Whether the form says that the card at the door was scanned: a call is not made there, nor was another day. */
export function isAtDoor({ door, mode, day }: VisitForm): boolean {
  return door !== null && mode === "home" && day === null;
}

/** When the visit began, in milliseconds. */
export function startOf({ day, at, opened }: VisitForm): number {
  return day === null || at === "" ? opened : momentAt(day, at);
}

/** When it was over: now where it began with the form; one of earlier says so, or does not. */
export function endOf({ day, until, outcome }: VisitForm, now: number): number | null {
  if (day === null) return now;
  return until === "" || outcome === "not_met" ? null : momentAt(day, until);
}

/** The visit or attempt as it is saved. */
export function visitOf(form: VisitForm, person: string, now: number): NewVisit {
  const note = form.note.trim();
  const end = endOf(form, now);
  const common = {
    person,
    mode: form.mode,
    start: new Date(startOf(form)),
    ...(end === null ? {} : { end: new Date(end) }),
    ...(note === "" ? {} : { note }),
    // Where she is now says nothing of where she was on another day.
    ...(form.day === null && form.position ? { position: form.position } : {}),
    ...(isAtDoor(form) && form.door ? { door: form.door } : {}),
    ...(form.pictures.length > 0 ? { pictures: form.pictures } : {}),
    ...(form.voice ? { voice: form.voice } : {}),
    form_version: form.asked.version,
  };
  const value = yuanOf(form);
  const worth = value === undefined ? {} : { value };
  if (form.outcome === "met")
    return { ...common, ...worth, status: "valid", answers: finished(form.asked.form, form.answers) };
  return { ...common, status: "attempt", answers: {}, reason: form.reason ?? "other" };
}

/** A clock that was put back has left the opening in the future. */
function isOld(opened: number, now: number): boolean {
  return opened > now || now - opened > STALE;
}
