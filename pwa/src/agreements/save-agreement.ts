import type { AgreementEnd, NewAgreement } from "../api/agreement-rows";
import { Failure } from "../api/failure";
import type { Envelope } from "../api/rows";
import { current } from "../local/current";
import { uuid7 } from "../local/uuid";
import { makingRoom } from "../records/save";

type Deed = { op: "agreement.create"; body: NewAgreement } | { op: "agreement.end"; body: AgreementEnd };

/** Saves what was signed or ended, and drops its draft; then a sync begins by itself. Throws `Failure` `storage_full`. */
export async function saveAgreement(deed: Deed, person: string, draft: string): Promise<void> {
  const session = current.value;
  if (!session) throw new Failure("signed_out");
  const { phone, outbox, clock } = session;
  const id = uuid7(phone);
  const about = [person];
  const write = (n: number) => ({ id, n, schema_version: 1, about, ...deed, clock: clock.reading() }) as Envelope;
  const hashes = deed.op === "agreement.create" ? deed.body.pictures.map(({ sha256 }) => sha256) : [];
  await makingRoom(session, () => outbox.add(id, write, draft, false, hashes));
  void session.sync.ask("event");
}
