import { describe, expect, it } from "vitest";
import shared from "../../../tests/forms/cases.json";
import { answerProblems } from "./answers";
import type { Answers, Form } from "./form";

describe("answers fit a form, or it is said why not", () => {
  for (const { what, answers, whole, problems } of shared.cases as Case[]) {
    it(what, () => {
      const found = answerProblems(shared.form as Form, answers, whole ?? true);
      expect(found.map(({ question, reason }) => [question, reason])).toEqual(problems);
    });
  }
});

interface Case {
  what: string;
  answers: Answers;
  whole?: boolean;
  problems: [string, string][];
}
