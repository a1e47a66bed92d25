import type { Why } from "../api/rows";
import type { Asked } from "../forms/form";
import type { RecordView } from "../local/view";
import { clockTime, countyDay } from "../register/day-words";
import { startOf, type VisitDraft, type VisitForm, visitOf } from "./form";
import type { NewVisit } from "./save";

export type Mending = "amend" | "void";

/** What the page of putting a record right holds. */
export interface MendForm {
  how: Mending;
  why: Why | null;
  visit: VisitForm;
}

/** The same as it is kept until it is saved. */
export type MendDraft = Omit<MendForm, "visit"> & { visit: VisitDraft };

export const WHYS = {
  amend: ["wrong_time", "wrong_content", "other"],
  void: ["twice", "not_made", "wrong_person", "other"],
} as const satisfies Record<Mending, Why[]>;

/** The form of a record as it was written. */
export function formOf(
  { status, answers, mode, value, note, reason, start, end }: RecordView,
  asked: Asked,
): VisitForm {
  const opened = Date.parse(start);
  return {
    outcome: status === "attempt" ? "not_met" : "met",
    asked,
    answers,
    mode: mode ?? "home",
    yuan: value === null ? "" : String(value),
    note: note ?? "",
    reason,
    position: null,
    door: null,
    pictures: [],
    voice: null,
    day: countyDay(opened),
    at: clockTime(opened),
    until: end === null ? "" : clockTime(Date.parse(end)),
    opened,
  };
}

/**
 * The record as it should have been. A time that was not touched stays to the second, one that was moved keeps its
 * length. `offset` is what the server will add to the phone's times, in milliseconds: the record's have it already.
 */
export function mendedVisit(form: VisitForm, record: RecordView, offset: number, now: number): NewVisit {
  const visit = { ...visitOf(form, record.subject, now), ...(record.trip !== null && { trip: record.trip }) };
  const began = Date.parse(record.start);
  const isMoved = form.day !== countyDay(began) || form.at !== clockTime(began);
  const start = isMoved ? startOf(form) : began - offset;
  const ended = record.end === null ? "" : clockTime(Date.parse(record.end));
  if (form.day === null || record.end === null || form.until !== ended) return { ...visit, start: new Date(start) };
  return { ...visit, start: new Date(start), end: new Date(start + Date.parse(record.end) - began) };
}
