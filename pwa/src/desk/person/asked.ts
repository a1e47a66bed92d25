import type { DutyLine, RecordRow } from "../rows";

/** Which records are listed: all, those that a duty credited, or those of a day. */
export interface Asked {
  duty: string;
  show: "" | "credited" | "misses";
  day: string;
}

export function askedFrom(query: { [name: string]: string }): Asked {
  const show = query.show === "credited" || query.show === "misses" ? query.show : "";
  return { duty: query.duty ?? "", show, day: query.day ?? "" };
}

export function recordsAsked(records: RecordRow[], duties: DutyLine[], asked: Asked): RecordRow[] {
  if (asked.day !== "") return records.filter((record) => record.service_date === asked.day);
  if (asked.show !== "credited") return records;
  const credited = creditedIn(duties, asked.duty);
  return records.filter((record) => credited.has(record.id));
}

/** The records that stand behind a duty's credits, or behind all duties' when none is named. */
function creditedIn(duties: DutyLine[], duty: string): Set<string> {
  const lines = duties.filter((line) => duty === "" || line.duty.id === duty);
  return new Set(lines.flatMap((line) => line.credits.flatMap((credit) => credit.records)));
}
