import type { zh } from "./zh";

/** The same in English. */
export const en: Record<keyof typeof zh, string> = {
  "pictures.title": "Pictures and a voice note",
  "pictures.optional": "You can save without any.",
  "pictures.take": "Take a picture",
  "pictures.more": "Take another",
  "pictures.working": "One moment…",
  "pictures.nth": "Picture {n}",
  "pictures.remove": "Remove picture {n}",
  "pictures.unreadable": "This picture cannot be opened and was left out. Please take another.",
  "pictures.full": "The phone is nearly full, so no pictures for now. Records can still be saved.",
  "pictures.failed": "The picture could not be kept. The record can still be saved.",
  "pictures.twice": "This picture is here already.",
  "pictures.otherwise":
    "The picture says “{printed}”, the form now says “{chosen}”. If that is wrong, remove it and take another.",
  "pictures.stamp": "The time, the village and your name are printed on it, never the elder's name.",
  "pictures.not_met": "Nobody met",
  "refused.title": "A picture or voice note was not taken",
  "refused.picture": "the picture that was not taken",
  "refused.broken": "It is damaged and the server cannot open it.",
  "refused.large": "It is too large for the server.",
  "refused.unreadable": "What lies on this phone cannot be read any more.",
  "refused.counted": "The visit itself has arrived and counts.",
  "refused.what":
    "It can be sent once more; if that fails, take another at the next visit, or show this phone to the township.",
  "refused.again": "Send once more",
  "refused.drop": "All right, let it go",
  "voice.record": "Say something",
  "voice.stop": "Done ({n} s)",
  "voice.kept": "{n} {n|second|seconds} recorded",
  "voice.play": "Listen",
  "voice.remove": "Remove the recording",
  "voice.refused": "The phone does not let us use its microphone. You can write a note instead.",
};
