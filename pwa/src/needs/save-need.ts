import { Failure } from "../api/failure";
import type { NewNeed } from "../api/need-rows";
import type { Envelope } from "../api/rows";
import { current } from "../local/current";
import { uuid7 } from "../local/uuid";
import { makingRoom } from "../records/save";
import type { Session } from "../sync/session";

export function needDraftKey(person: string): string {
  return `need:${person}`;
}

/**
 * Saves what a person needs and drops its draft; kept once the promise is. Then a sync begins by itself. Throws
 * `Failure` `storage_full` when the phone is full.
 */
export async function saveNeed(need: Omit<NewNeed, "id">): Promise<void> {
  const session = current.value;
  if (!session) throw new Failure("signed_out");
  await saveNeedOf(session, need);
  void session.sync.ask("event");
}

/** The save alone. Returns the need's id. */
export async function saveNeedOf(session: Session, need: Omit<NewNeed, "id">): Promise<string> {
  const { phone, outbox, clock } = session;
  const id = uuid7(phone);
  const body = { id: uuid7(phone), ...need };
  const about = [need.person];
  const write = (n: number): Envelope => ({
    id,
    n,
    schema_version: 1,
    op: "need.create",
    about,
    body,
    clock: clock.reading(),
  });
  await makingRoom(session, () => outbox.add(id, write, needDraftKey(need.person)));
  return body.id;
}
