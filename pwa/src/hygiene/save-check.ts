import { Failure } from "../api/failure";
import type { CheckBody } from "../api/hygiene-rows";
import type { Envelope } from "../api/rows";
import { current } from "../local/current";
import { isoLocal } from "../local/moments";
import { uuid7 } from "../local/uuid";
import { makingRoom } from "../records/save";
import { VERSION } from "./sheet";

export type NewCheck = Omit<CheckBody, "id" | "sheet" | "start">;

/** Saves a check and drops its draft; kept once the promise is. Then a sync begins by itself. Throws `Failure` `storage_full`. */
export async function saveCheck(check: NewCheck, draft: string): Promise<void> {
  const session = current.value;
  if (!session) throw new Failure("signed_out");
  const { phone, outbox, clock } = session;
  const id = uuid7(phone);
  const now = phone.wall();
  const body: CheckBody = { id: uuid7(phone), sheet: VERSION, start: isoLocal(now, phone.minutesEast(now)), ...check };
  const write = (n: number) =>
    ({
      id,
      n,
      schema_version: 1,
      op: "hygiene.check",
      about: [check.person],
      body,
      clock: clock.reading(),
    }) as Envelope;
  const hashes = body.pictures.map(({ sha256 }) => sha256);
  await makingRoom(session, () => outbox.add(id, write, draft, false, hashes));
  void session.sync.ask("event");
}
