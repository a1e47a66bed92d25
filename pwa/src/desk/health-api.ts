import { call } from "../api/client";
import type { NewAssessment } from "../assessments/rules";
import type { Path } from "./api";
import { queryString } from "./route";
import type {
  AbilityChange,
  AssessmentLine,
  Assessments,
  CheckupFile,
  CheckupLine,
  NewAbilityChange,
  ResultsImport,
  ResultsReply,
  RouteStop,
  SectionFill,
} from "./rows";

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

export const assessmentsPath = (township: string): Path<Assessments> => ({
  path: `/api/assessments${queryString({ township })}`,
});

/** What assessors found, from their paper. Throws `not_possible` for what cannot be. */
export function enterAssessment(person: string, found: NewAssessment): Promise<AssessmentLine> {
  return call("POST", `/api/assessments/people/${encodeURIComponent(person)}`, found);
}

export function assessmentStep(
  id: string,
  step: "confirm" | "decline" | "signatures",
  body: object,
): Promise<AssessmentLine> {
  return call("POST", `/api/assessments/${encodeURIComponent(id)}/${step}`, body);
}

export function reportChange(change: NewAbilityChange): Promise<AbilityChange> {
  return call("POST", "/api/assessments/changes", change);
}

export function closeChange(id: string, reason: string): Promise<unknown> {
  return call("POST", `/api/assessments/changes/${encodeURIComponent(id)}/close`, { reason });
}

/** A township's results on a slow machine. */
const LONGEST = 300_000;

export const resultsPath = (township: string): Path<ResultsImport[]> => ({
  path: `/api/checkups/results${queryString({ township })}`,
});

export const templateOfResults: Path<{ content: string }> = { path: "/api/checkups/results/template" };

/** What a workbook of results would do; with what was seen of that, it is taken in. */
export function takeResultsIn(
  township: string,
  year: number,
  content: string,
  told: ResultsReply | null,
): Promise<ResultsReply> {
  const seen = told && {
    people: told.people,
    fields: told.fields,
    conflicts: told.conflicts,
    refused: told.refused,
  };
  return call("POST", "/api/checkups/results", { township, year, content, seen }, { wait: LONGEST });
}

export function undoResults(id: string): Promise<{ removed: number; stayed: number }> {
  return call("POST", `/api/checkups/results/${encodeURIComponent(id)}/undo`);
}

export const routePath = (township: string): Path<RouteStop[]> => ({
  path: `/api/checkups/route${queryString({ township })}`,
});

/** The order of the villages. Throws `value_changed` where somebody has set another one meanwhile. */
export function setRoute(township: string, villages: string[], seen: string[]): Promise<RouteStop[]> {
  return call("POST", "/api/checkups/route", { township, villages, seen });
}
