import type { Contact, PatchBody, PersonBody, ProfileField } from "../api/rows";
import { without } from "../local/overlay";

/** What workers and staff can change of a profile, as a form holds it. */
export type Profile = Record<ProfileField, string> & { contacts: Contact[] };

export const FIELDS: ProfileField[] = ["phone", "address", "group_name"];

export function profileOf({
  phone,
  address,
  group_name,
  contacts,
}: Pick<PersonBody, ProfileField | "contacts">): Profile {
  return { phone: phone ?? "", address, group_name, contacts: contacts ?? [] };
}

/** What changes between the profile that was shown and the one that is wanted; null where nothing does. */
export function changesOf(seen: Profile, wanted: Profile): Omit<PatchBody, "person"> | null {
  const changed = FIELDS.filter((field) => seen[field].trim() !== wanted[field].trim());
  const add = without(wanted.contacts, seen.contacts);
  const remove = without(seen.contacts, wanted.contacts);
  if (changed.length + add.length + remove.length === 0) return null;
  const pair = (field: ProfileField): [string | null, string | null] => [
    seen[field] || null,
    wanted[field].trim() || null,
  ];
  return {
    ...(changed.length > 0 && { set: Object.fromEntries(changed.map((field) => [field, pair(field)])) }),
    ...(add.length > 0 && { add: { contacts: add } }),
    ...(remove.length > 0 && { remove: { contacts: remove } }),
  };
}

/** Contacts as they are kept: without blanks around, and without empty lines. */
export function keptContacts(contacts: Contact[]): Contact[] {
  return contacts
    .map(({ name, phone, relation }) => ({ name: name.trim(), phone: phone.trim(), relation: relation.trim() }))
    .filter(({ name, phone, relation }) => name + phone + relation !== "");
}
