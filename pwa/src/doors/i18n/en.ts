/** The same in English. */
export const en = {
  "door.title": "Card at the door",
  "door.scan": "Point at the card at the door",
  "door.other": "This is no card of a door. Please point at the card that hangs there.",
  "door.whom": "Whom do you visit?",
  "door.unknown": "This door is not known here",
  "door.new": "Were they just given to you, or is the card new?",
  "door.new_do": "Sync when there is a network, and scan once more.",
  "door.stands_in": "Are you here for somebody else?",
  "door.stands_in_do":
    "Ask whoever cares for them to hand them over on their phone, and scan that code. It needs no network.",
  "door.nobody": "Neither?",
  "door.nobody_do":
    "Call the township to be given these people. Write down on paper what you see, with day and time: the township can enter it, nothing is lost.",
  "door.sync": "Sync now",
  "door.take_over": "Scan to take over",
  "door.urgent": "It is urgent: call for help",
  "door.void":
    "This card has been renewed. The visit can be logged all the same; please tell the township that the old card still hangs there.",
  "door.again": "Scan once more",
  "door.to_people": "Choose from the list",
  "door.shown": "At the door: card scanned",
  "door.flag_unknown": "The card that was scanned is not known",
  "door.flag_other": "The card that was scanned is another door's",
  "door.flag_void": "The card that was scanned had been renewed",
};
