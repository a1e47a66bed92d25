import type { ActivityEnvelope } from "../api/activity-rows";
import { Failure } from "../api/failure";
import type { Envelope } from "../api/rows";
import { current } from "../local/current";
import { uuid7 } from "../local/uuid";
import { makingRoom } from "../records/save";
import type { Session } from "../sync/session";

/** What is said of an activity. */
export type Saying = {
  [Op in ActivityEnvelope["op"]]: Pick<Extract<ActivityEnvelope, { op: Op }>, "op" | "body">;
}[ActivityEnvelope["op"]];

/** Saves it and drops its draft; kept once the promise is. Then a sync begins by itself. Throws `Failure` `storage_full`. */
export async function saveActivity(saying: Saying, draft: string | null = null): Promise<void> {
  const session = current.value;
  if (!session) throw new Failure("signed_out");
  await saveActivityOf(session, saying, draft);
  void session.sync.ask("event");
}

/** The save alone. */
export async function saveActivityOf(session: Session, saying: Saying, draft: string | null): Promise<void> {
  const { phone, outbox, clock } = session;
  const id = uuid7(phone);
  const write = (n: number) => ({ id, n, schema_version: 1, about: [], ...saying, clock: clock.reading() }) as Envelope;
  const pictures = saying.op === "activity.done" ? (saying.body.pictures ?? []) : [];
  const hashes = pictures.map(({ sha256 }) => sha256);
  await makingRoom(session, () => outbox.add(id, write, draft, false, hashes));
}
