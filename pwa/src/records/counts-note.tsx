import type { ServiceRecord } from "../duties/credit";
import { dayOf } from "../duties/days";
import type { PersonView, RecordView } from "../local/view";
import { duties, extras } from "../register/county";
import { countyDay } from "../register/day-words";
import { Notice } from "../ui/notice";
import { today, wall } from "../ui/today";
import { asksForYuan, countsFor } from "./counts";
import { countsWords } from "./counts-words";
import { startOf, type VisitForm, yuanOf } from "./form";

interface CountsNoteProps {
  form: VisitForm;
  view: PersonView;
  /** The role in which the worker acts for this person. */
  role: string;
}

/** Said before saving: what this visit will count for, or that it will not, and why. */
export function CountsNote({ form, view, role }: CountsNoteProps) {
  const visit = asRecord(form, role);
  const counts = countsFor(view, { duties: duties.value, extras: extras.value }, visit);
  const { kind, words } = countsWords(counts, view, form.mode, visit.service_date, today.value);
  return <Notice kind={kind}>{words}</Notice>;
}

/** Whether the county's rules ask what this visit was worth. */
export function isYuanAsked({ form, view, role }: CountsNoteProps): boolean {
  return asksForYuan(view, { duties: duties.value }, asRecord(form, role));
}

function asRecord(form: VisitForm, role: string): ServiceRecord {
  const start = startOf(form);
  const end = form.day === null && wall.value >= start ? { end: isoOfMoment(wall.value) } : {};
  const service_date = countyDay(start);
  const value = yuanOf(form) ?? null;
  return { id: "", kind: "visit", service_date, mode: form.mode, role, value, start: isoOfMoment(start), ...end };
}

/** The same of a visit that is saved. */
export function CountsLine({ record, view }: { record: RecordView; view: PersonView }) {
  if (record.status !== "valid" || record.state === "needs_attention" || record.mode === null) return null;
  const day = dayOf(record.service_date);
  const counts = countsFor(view, { duties: duties.value, extras: extras.value }, { ...record, service_date: day });
  const { kind, words } = countsWords(counts, view, record.mode, day, today.value);
  return <Notice kind={kind}>{words}</Notice>;
}

function isoOfMoment(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
