import type { FillBody } from "../api/checkup-rows";
import { Failure } from "../api/failure";
import type { Envelope } from "../api/rows";
import { current } from "../local/current";
import { uuid7 } from "../local/uuid";
import { makingRoom } from "../records/save";
import type { Session } from "../sync/session";

export function fillDraftKey(person: string, year: number, section: string): string {
  return `checkup:${person}:${year}:${section}`;
}

/**
 * Saves what was filled into a section and drops its draft; kept once the promise is. Then a sync begins by itself.
 * Throws `Failure` `storage_full` when the phone is full.
 */
export async function saveFill(body: FillBody): Promise<void> {
  const session = current.value;
  if (!session) throw new Failure("signed_out");
  await saveFillOf(session, body);
  void session.sync.ask("event");
}

/** The save alone. */
export async function saveFillOf(session: Session, body: FillBody): Promise<void> {
  const { phone, outbox, clock } = session;
  const id = uuid7(phone);
  const write = (n: number): Envelope => ({
    id,
    n,
    schema_version: 1,
    op: "checkup.fill",
    about: [body.person],
    body,
    clock: clock.reading(),
  });
  await makingRoom(session, () => outbox.add(id, write, fillDraftKey(body.person, body.year, body.section)));
}
