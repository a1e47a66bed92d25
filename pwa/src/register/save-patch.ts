import { Failure } from "../api/failure";
import type { Envelope, PatchBody } from "../api/rows";
import { current } from "../local/current";
import { uuid7 } from "../local/uuid";
import { makingRoom } from "../records/save";
import type { Session } from "../sync/session";
import { changesOf, type Profile } from "./profile-changes";

/** What changes between the profile that was shown and the one that is wanted, as a patch; null where nothing does. */
export function patchOf(person: string, seen: Profile, wanted: Profile): PatchBody | null {
  const changes = changesOf(seen, wanted);
  return changes && { person, ...changes };
}

export function profileDraft(person: string): string {
  return `profile:${person}`;
}

/**
 * Saves changes of a profile and drops their draft; kept once the promise is. Then a sync begins by itself.
 * Throws `Failure` `storage_full` when the phone is full.
 */
export async function savePatch(patch: PatchBody): Promise<void> {
  const session = current.value;
  if (!session) throw new Failure("signed_out");
  await savePatchOf(session, patch);
  void session.sync.ask("event");
}

/** The save alone. Returns the envelope's id. */
export async function savePatchOf(session: Session, body: PatchBody): Promise<string> {
  const { phone, outbox, clock } = session;
  const id = uuid7(phone);
  const about = [body.person];
  const write = (n: number): Envelope => ({
    id,
    n,
    schema_version: 1,
    op: "person.patch",
    about,
    body,
    clock: clock.reading(),
  });
  await makingRoom(session, () => outbox.add(id, write, profileDraft(body.person)));
  return id;
}
