import { expect, it } from "vitest";
import type { QuestionBody } from "../api/question-rows";
import type { AnswerEnvelope } from "../api/rows";
import type { Saved } from "../local/overlay";
import { askedOf } from "./asked";

const TOLD: QuestionBody = {
  id: "q",
  kind: "overlap",
  records: ["a", "b"],
  people: ["wang", "li"],
  starts: ["2026-03-03T01:00:00Z", "2026-03-03T01:05:00Z"],
  figures: { minutes: 12 },
  asked_at: "2026-03-03T02:00:00Z",
  status: "open",
  answer: null,
  note: null,
  answered_at: null,
  decision_note: null,
  decided_at: null,
};

function answered(answer: string, state: "queued" | "acked" | "parked", n = 1): Saved<AnswerEnvelope> {
  const envelope = { op: "question.answer", n, body: { question: "q", answer } };
  return { row: { id: `e${n}`, n, state }, envelope } as unknown as Saved<AnswerEnvelope>;
}

it("shows an answer the moment it is saved, and where it is", () => {
  const [before] = askedOf([TOLD], []);
  expect([before?.status, before?.state]).toEqual(["open", null]);
  const [after] = askedOf([TOLD], [answered("together", "queued")]);
  expect([after?.status, after?.answer, after?.state]).toEqual(["answered", "together", "on_this_phone"]);
});

it("takes the last answer, and none that was refused", () => {
  const two = [answered("together", "acked", 1), answered("wrong_time", "queued", 2)];
  expect(askedOf([TOLD], two)[0]?.answer).toBe("wrong_time");
  expect(askedOf([TOLD], [answered("together", "parked")])[0]?.status).toBe("open");
});

it("changes nothing that the office has settled", () => {
  const settled = { ...TOLD, status: "accepted" as const, decision_note: "好" };
  expect(askedOf([settled], [answered("together", "queued")])[0]?.status).toBe("accepted");
});

it("lists what waits for an answer first, then the last asked", () => {
  const older = { ...TOLD, id: "older", asked_at: "2026-03-01T00:00:00Z" };
  const done = { ...TOLD, id: "done", status: "accepted" as const, asked_at: "2026-03-05T00:00:00Z" };
  expect(askedOf([done, older, TOLD], []).map(({ id }) => id)).toEqual(["q", "older", "done"]);
});
