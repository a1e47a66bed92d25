import { call } from "../../api/client";
import type { components } from "../../api/schema";
import type { Path } from "../api";
import { queryString } from "../route";

export type Questions = components["schemas"]["Questions"];
export type Question = components["schemas"]["QuestionLine"];

export const questionsPath = (settled = false): Path<Questions> => ({
  path: `/api/questions${queryString({ settled: settled ? "true" : "" })}`,
});

/** The office is content, or is not; nothing is uncounted by it. */
export function decide(id: string, content: boolean, words: string): Promise<Question> {
  return call("POST", `/api/questions/${encodeURIComponent(id)}/decide`, { content, words });
}

/** Takes a decision back. */
export function reopen(id: string): Promise<Question> {
  return call("POST", `/api/questions/${encodeURIComponent(id)}/reopen`);
}
