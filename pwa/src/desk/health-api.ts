import { call } from "../api/client";
import type { Path } from "./api";
import { queryString } from "./route";
import type { CheckupFile, CheckupLine, SectionFill } from "./rows";

export const checkupsPath = (township: string, year: number): Path<CheckupLine[]> => ({
  path: `/api/checkups${queryString({ township, year: String(year) })}`,
});

export const checkupPath = (person: string): Path<CheckupFile> => ({
  path: `/api/checkups/people/${encodeURIComponent(person)}`,
});

/** Sections of a checkup, all of them or nothing. Throws `not_possible` for a value that cannot be. */
export function fillCheckup(person: string, sections: SectionFill[]): Promise<CheckupFile> {
  return call("POST", `/api/checkups/people/${encodeURIComponent(person)}`, { sections });
}
