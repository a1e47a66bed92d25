import { Failure } from "../api/failure";
import type { Contact, Envelope, PatchBody, PersonBody, ProfileField } from "../api/rows";
import { current } from "../local/current";
import { without } from "../local/overlay";
import { uuid7 } from "../local/uuid";
import { makingRoom } from "../records/save";
import type { Session } from "../sync/session";

/** What can be changed of a profile on the phone. */
export type Profile = Record<ProfileField, string> & { contacts: Contact[] };

const FIELDS: ProfileField[] = ["phone", "address", "group_name"];

/** A profile as the form holds it. */
export function profileOf({ phone, address, group_name, contacts }: PersonBody): Profile {
  return { phone: phone ?? "", address, group_name, contacts: contacts ?? [] };
}

/** What changes between the profile that was shown and the one that is wanted; null where nothing does. */
export function patchOf(person: string, seen: Profile, wanted: Profile): PatchBody | null {
  const changed = FIELDS.filter((field) => seen[field].trim() !== wanted[field].trim());
  const add = without(wanted.contacts, seen.contacts);
  const remove = without(seen.contacts, wanted.contacts);
  if (changed.length + add.length + remove.length === 0) return null;
  const pair = (field: ProfileField): [string | null, string | null] => [
    seen[field] || null,
    wanted[field].trim() || null,
  ];
  return {
    person,
    ...(changed.length > 0 && { set: Object.fromEntries(changed.map((field) => [field, pair(field)])) }),
    ...(add.length > 0 && { add: { contacts: add } }),
    ...(remove.length > 0 && { remove: { contacts: remove } }),
  };
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
