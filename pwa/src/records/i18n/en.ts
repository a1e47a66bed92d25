import type { zh } from "./zh";

/** The English sentences of records that need attention: the same keys as the Chinese ones. */
export const en: { [Key in keyof typeof zh]: string } = {
  "parked.what_to_do": "What to do: {what}",
  "parked.uncounted": "It does not count until this is settled.",
  "parked.unknown_op.why": "The server does not know this kind of record yet.",
  "parked.unknown_op.what": "It is kept and will be handled after the township's upgrade. No need to log it again.",
  "parked.schema_too_new.why": "The server is older than this phone's app.",
  "parked.schema_too_new.what": "It is kept and will be handled after the township's upgrade. No need to log it again.",
  "parked.invalid.why": "The server could not read something in this record.",
  "parked.invalid.what": "Tell the township; log it once more only if they ask you to.",
  "parked.not_assigned.why": "At that time this person was not assigned to you.",
  "parked.not_assigned.what": "Speak to the township about who takes care. They have the record; it is not lost.",
  "parked.missing_reference.why": "The server has no file of this person yet.",
  "parked.missing_reference.what":
    "Tell the township to add the file; then it will be handled. No need to log it again.",
  "parked.too_large.why": "There is too much in this record.",
  "parked.too_large.what": "Log it once more with a shorter note.",
  "parked.id_taken.why": "This record's number is already taken by another one.",
  "parked.id_taken.what": "Please log it once more.",
  "parked.user_deactivated.why": "Your account was closed at that time.",
  "parked.user_deactivated.what": "Speak to the township. They have the record; it is not lost.",
  "parked.device_revoked.why": "This phone was blocked at that time.",
  "parked.device_revoked.what": "Tell the township that this record is yours.",
  "parked.sealed.why": "This record is still locked; the server could not open it.",
  "parked.sealed.what": "Tell the township. It is kept; no need to log it again.",
  "parked.internal.why": "Something went wrong on the server with this record.",
  "parked.internal.what": "It is kept and the township can see it. No need to log it again.",
};
