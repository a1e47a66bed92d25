import type { zh } from "./zh";

export const en: { [key in keyof typeof zh]: string } = {
  "concern.title": "In confidence",
  "concern.lead": "Only staff of the civil affairs office see it; the one it is about does not.",
  "concern.phone":
    "Once handed in, it cannot be read on this phone any more, whoever holds the phone. It works without a network: it is sent when there is one.",
  "concern.kind": "What is it",
  "concern.neglect": "Neglect",
  "concern.abuse": "Beating, abuse",
  "concern.money": "Money or goods",
  "concern.other": "Other",
  "concern.whom": "Who is it about",
  "concern.office": "Staff of the township or county",
  "concern.someone": "Somebody else",
  "concern.name": "Name (leave empty if unknown)",
  "concern.person": "Who has suffered",
  "concern.nobody": "I would rather not say",
  "concern.note": "What happened (may be left empty)",
  "concern.readers": "Who is to read it",
  "concern.township": "Township and county",
  "concern.county": "The county alone",
  "concern.office_help":
    "What is about staff is read by the county alone, but for the one it is about. Please write the name: without it nobody can keep it from that person. If nobody else there deals with it, go to the city's civil affairs bureau, or call 12345.",
  "concern.save": "Hand it in",
  "concern.saving": "Saving…",
  "concern.kind_missing": "Please choose what it is.",
  "concern.note_long": "That is too long: 2,000 letters at most. Please shorten it.",
  "concern.whom_missing": "Please choose who it is about.",
  "concern.not_saved": "It was not saved. Please press again.",
  "concern.storage_full": "The phone is full; it was not saved. Please delete some photos or videos and press again.",
  "concern.not_sealed":
    "This phone cannot keep a secret yet. Ask the township or the county's office for a new sign-in code, sign in again, and come back.",
  "concern.told": "Saved on this phone; sent when there is a network",
  "concern.told_help": "It is sealed, and only staff can open it; this phone cannot show it any more.",
  "concern.urgent": "If somebody is being hurt right now, call 110 at once.",
  "concern.back": "Back to the list",
};
