/** Questions about what does not fit together in one's own records (docs/protocol.md §§3-4). */
import type { Moment } from "./rows";

export type QuestionKind = "overlap" | "travel" | "burst" | "picture" | "far" | "clock" | "late" | "no_end" | "not_met";

export type Answer =
  | "as_written"
  | "together"
  | "written_later"
  | "wrong_time"
  | "wrong_place"
  | "wrong_picture"
  | "wrong_phone_clock"
  | "other";

/** `records`, `people` and `starts` belong together, in the order of time; `figures` are what the sentence needs. */
export interface QuestionBody {
  id: string;
  kind: QuestionKind;
  records: string[];
  people: string[];
  starts: Moment[];
  figures: Record<string, number>;
  asked_at: Moment;
  status: "open" | "answered" | "accepted" | "declined" | "moot";
  answer: Answer | null;
  note: string | null;
  answered_at: Moment | null;
  decision_note: string | null;
  decided_at: Moment | null;
}

/** `question.answer`: nobody has to write anything. */
export interface AnswerBody {
  question: string;
  answer: Answer;
  note?: string;
}
