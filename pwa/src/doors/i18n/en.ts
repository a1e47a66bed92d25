/** The same in English. */
export const en = {
  "door.title": "Card at the door",
  "door.scan": "Point at the card at the door",
  "door.other": "This is no card of a door. Please point at the card that hangs there.",
  "door.whom": "Whom do you visit?",
  "door.unknown": "This door is not known here",
  "door.unknown_help":
    "It is not the door of somebody you care for, or its card is new. Scan once more when there is a network, or choose from your list.",
  "door.void":
    "This card has been renewed. The visit can be logged all the same; please tell the township that the old card still hangs there.",
  "door.again": "Scan once more",
  "door.to_people": "Choose from the list",
  "door.shown": "At the door: card scanned",
  "door.flag_unknown": "The card that was scanned is not known",
  "door.flag_other": "The card that was scanned is another door's",
  "door.flag_void": "The card that was scanned had been renewed",
};
