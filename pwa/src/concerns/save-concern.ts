import type { ConcernBody } from "../api/concern-rows";
import { Failure } from "../api/failure";
import type { Envelope } from "../api/rows";
import { current } from "../local/current";
import { uuid7 } from "../local/uuid";
import { makingRoom } from "../records/save";
import type { Session } from "../sync/session";

/**
 * Hands something in for staff alone. From then on this phone cannot read it, and not even the envelope says about whom
 * it is. Throws `Failure` `storage_full` when the phone is full, `not_sealed` where this phone seals nothing.
 */
export async function saveConcern(concern: Omit<ConcernBody, "id">): Promise<void> {
  const session = current.value;
  if (!session) throw new Failure("signed_out");
  await saveConcernOf(session, concern);
  void session.sync.ask("event");
}

/** The save alone. */
export async function saveConcernOf(session: Session, concern: Omit<ConcernBody, "id">): Promise<void> {
  const { phone, outbox, clock } = session;
  const id = uuid7(phone);
  const body = { id: uuid7(phone), ...concern };
  const write = (n: number): Envelope => ({
    id,
    n,
    schema_version: 1,
    op: "concern.create",
    about: [],
    body,
    clock: clock.reading(),
  });
  await makingRoom(session, () => outbox.add(id, write, null, true));
}
