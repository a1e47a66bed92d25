import { dayOf } from "../duties/days";
import type { PersonView, RecordView } from "../local/view";
import { duties, extras } from "../register/county";
import { countyDay } from "../register/day-words";
import { Notice } from "../ui/notice";
import { today, wall } from "../ui/today";
import { countsFor } from "./counts";
import { countsWords } from "./counts-words";
import { startOf, type VisitForm } from "./form";

interface CountsNoteProps {
  form: VisitForm;
  view: PersonView;
  /** The role in which the worker acts for this person. */
  role: string;
}

/** Said before saving: what this visit will count for, or that it will not, and why. */
export function CountsNote({ form, view, role }: CountsNoteProps) {
  const start = startOf(form);
  const day = countyDay(start);
  const end = form.day === null && wall.value >= start ? { end: isoOfMoment(wall.value) } : {};
  const visit = { id: "", kind: "visit", service_date: day, mode: form.mode, role, start: isoOfMoment(start), ...end };
  const counts = countsFor(view, { duties: duties.value, extras: extras.value }, visit);
  const { kind, words } = countsWords(counts, view, form.mode, day, today.value);
  return <Notice kind={kind}>{words}</Notice>;
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
