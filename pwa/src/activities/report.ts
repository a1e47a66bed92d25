/** The report of an activity as it is being written, and what is still wrong with it. */
import type { Content, DoneBody, Solved } from "../api/activity-rows";
import type { Picture } from "../api/rows";

export interface Report {
  day: string;
  from: string;
  to: string;
  present: string[];
  others: string;
  served: string[];
  served_others: string;
  content: Content[];
  solved: Solved[];
  note: string;
  pictures: Picture[];
}

export type Wrong = "future" | "wrong_end" | "numbers";

/** `momentOf` says when the county's clocks show a time on a day; null: there is no such day or time. */
export function doneOf(
  activity: string,
  report: Report,
  momentOf: (day: string, time: string) => number | null,
  now: number,
  iso: (moment: number) => string,
): DoneBody | Wrong {
  const start = momentOf(report.day, report.from);
  if (start === null || start > now) return "future";
  const end = report.to === "" ? null : momentOf(report.day, report.to);
  if (end !== null && end < start) return "wrong_end";
  const [others, served_others] = [numberOf(report.others), numberOf(report.served_others)];
  if (others === null || served_others === null) return "numbers";
  const { present, served, content, solved, pictures } = report;
  const note = report.note.trim();
  return {
    activity,
    start: iso(start),
    ...(end !== null && { end: iso(end) }),
    present,
    others,
    served,
    served_others,
    content,
    solved,
    ...(note && { note }),
    ...(pictures.length > 0 && { pictures }),
  };
}

/** Nothing written is none. */
function numberOf(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === "") return 0;
  return /^\d{1,4}$/.test(trimmed) ? Number(trimmed) : null;
}
