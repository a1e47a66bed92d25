import type { DutyLine, Period, PersonFile, RecordRow } from "../rows";

type Behind = Period & Pick<PersonFile, "records" | "duties">;

/** Which records are listed: all, those that a duty credited, or those of a day. */
export interface Asked {
  duty: string;
  /** Of the duty's policy: its lines by two versions are two numbers. */
  version: string;
  show: "" | "credited" | "misses";
  day: string;
  /** Also those outside the period. */
  all: boolean;
}

export function askedFrom(query: { [name: string]: string }): Asked {
  const show = query.show === "credited" || query.show === "misses" ? query.show : "";
  return { duty: query.duty ?? "", version: query.version ?? "", show, day: query.day ?? "", all: query.all === "1" };
}

export function recordsAsked({ records, duties, ...period }: Behind, asked: Asked): RecordRow[] {
  if (asked.day !== "") return records.filter((record) => record.service_date === asked.day);
  if (asked.show !== "credited") return asked.all ? records : records.filter((record) => within(record, period));
  const credited = creditedIn(duties, asked);
  return records.filter((record) => credited.has(record.id));
}

export function within(record: RecordRow, { from, to }: Period): boolean {
  return from <= record.service_date && record.service_date <= to;
}

/** The records that stand behind a duty's credits, or behind all duties' when none is named. */
function creditedIn(duties: DutyLine[], { duty, version }: Asked): Set<string> {
  const lines = duties.filter(
    (line) => (duty === "" || line.duty.id === duty) && (version === "" || String(line.duty.version) === version),
  );
  return new Set(lines.flatMap((line) => line.credits.flatMap((credit) => credit.records)));
}
