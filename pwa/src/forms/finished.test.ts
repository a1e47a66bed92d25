import { describe, expect, it } from "vitest";
import shared from "../../../tests/forms/cases.json";
import { answerProblems } from "./answers";
import { finished } from "./finished";
import type { Form } from "./form";

const FORM = shared.form as Form;

describe("answers as they are saved", () => {
  it.each([
    ["36.6", 36.6],
    ["３６．５", 36.5],
    [" 37 ", 37],
    ["", undefined],
  ])("reads %j as a number", (typed, value) => {
    const { fever } = finished(FORM, { fever: typed });
    expect(fever).toBe(value);
  });

  it("leaves what is no number for the check to tell", () => {
    const answers = finished(FORM, { ticks: { food: "ok", safety: "ok" }, fever: "hot" });
    expect(answerProblems(FORM, answers)).toEqual([{ question: "fever", reason: "wrong_kind" }]);
  });

  it("says nothing of what is empty, and nothing of what is not asked any more", () => {
    expect(finished(FORM, { services: [], remark: "", stove: "gas", alarm: "yes" })).toEqual({ stove: "gas" });
  });
});
