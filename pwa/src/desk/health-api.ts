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
