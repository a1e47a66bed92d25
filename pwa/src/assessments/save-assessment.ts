import { Failure } from "../api/failure";
import type { Envelope } from "../api/rows";
import { current } from "../local/current";
import { uuid7 } from "../local/uuid";
import { makingRoom } from "../records/save";
import type { Draft } from "./form";

export function assessmentDraft(person: string): string {
  return `assessment:${person}`;
}

/** Saves an assessment and drops its draft; kept once the promise is. Throws `Failure` `storage_full`. */
export async function saveAssessment(person: string, draft: Draft): Promise<void> {
  const session = current.value;
  if (!session) throw new Failure("signed_out");
  const { phone, outbox, clock } = session;
  const id = uuid7(phone);
  const body = { id: uuid7(phone), person, ...draft };
  const write = (n: number): Envelope => ({
    id,
    n,
    schema_version: 1,
    op: "assessment.create",
    about: [person],
    body,
    clock: clock.reading(),
  });
  await makingRoom(session, () => outbox.add(id, write, assessmentDraft(person)));
  void session.sync.ask("event");
}
