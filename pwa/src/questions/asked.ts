/** Questions with what was answered on this phone laid over them. */
import type { Answer, QuestionBody, QuestionKind } from "../api/question-rows";
import type { AnswerEnvelope } from "../api/rows";
import type { RecordState, Saved } from "../local/overlay";

export interface QuestionView extends QuestionBody {
  /** Where the answer is; null: there is none. */
  state: RecordState | null;
}

const STATES = { queued: "on_this_phone", acked: "sent", parked: "needs_attention" } as const;

/** Those that wait for an answer first, then the last asked; the last answer given here is the answer, until an office has decided. */
export function askedOf(told: QuestionBody[], answers: Saved<AnswerEnvelope>[]): QuestionView[] {
  const given = new Map(answers.map((saved) => [saved.envelope.body.question, saved]));
  const views = told.map((question) => viewOf(question, given.get(question.id)));
  const rank = ({ status, asked_at }: QuestionView) => (status === "open" ? "1" : "0") + asked_at;
  return views.sort((a, b) => (rank(a) < rank(b) ? 1 : -1));
}

function viewOf(question: QuestionBody, given: Saved<AnswerEnvelope> | undefined): QuestionView {
  const waits = question.status === "open" || question.status === "answered";
  if (!waits || !given || given.row.state === "parked") return { ...question, state: question.answer && "sent" };
  const { answer, note = null } = given.envelope.body;
  return { ...question, status: "answered", answer, note, state: STATES[given.row.state] };
}

/** What may be said with one tap, the likeliest first. The server takes any of the answers. */
export const ANSWERS: Record<QuestionKind, Answer[]> = {
  overlap: ["together", "wrong_time", "as_written", "other"],
  travel: ["wrong_time", "wrong_place", "as_written", "other"],
  burst: ["together", "written_later", "as_written", "other"],
  picture: ["wrong_picture", "together", "as_written", "other"],
  far: ["written_later", "wrong_place", "as_written", "other"],
  clock: ["wrong_phone_clock", "wrong_time", "as_written", "other"],
  late: ["written_later", "wrong_time", "as_written", "other"],
  no_end: ["wrong_time", "as_written", "other"],
  not_met: ["as_written", "wrong_time", "other"],
};
