import { Failure } from "../api/failure";
import type { AnswerBody } from "../api/question-rows";
import type { Envelope } from "../api/rows";
import { current } from "../local/current";
import { uuid7 } from "../local/uuid";
import { makingRoom } from "../records/save";
import type { Session } from "../sync/session";

/** Saves an answer; kept once the promise is. Then a sync begins by itself. Throws `Failure` `storage_full`. */
export async function saveAnswer(body: AnswerBody): Promise<void> {
  const session = current.value;
  if (!session) throw new Failure("signed_out");
  await saveAnswerOf(session, body);
  void session.sync.ask("event");
}

/** The save alone. */
export async function saveAnswerOf(session: Session, body: AnswerBody): Promise<void> {
  const { phone, outbox, clock } = session;
  const id = uuid7(phone);
  const write = (n: number): Envelope => ({
    id,
    n,
    schema_version: 1,
    op: "question.answer",
    about: [],
    body,
    clock: clock.reading(),
  });
  await makingRoom(session, () => outbox.add(id, write, null));
}
