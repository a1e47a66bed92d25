import type { zh } from "./zh";

/** The English sentences of practising: the same keys as the Chinese ones. */
export const en: { [Key in keyof typeof zh]: string } = {
  "practice.title": "Practice",
  "practice.lead":
    "An invented village: tap and log whatever you like. Nothing is sent, and no real record changes. No network is needed.",
  "practice.running": "You are practising. Nothing here counts, and nothing is sent.",
  "practice.step_1": "Look at the list: red first, yellow today, green can wait.",
  "practice.step_2": "At the person's home tap “Log a visit”.",
  "practice.step_3": "If nothing is wrong tap “All is well”, then “Save”. Three taps.",
  "practice.step_4": "It works without a network: kept on the phone, sent by itself later.",
  "practice.step_5": "In an emergency call first: “Help” is below the list.",
  "practice.start": "Begin to practise",
  "practice.on": "Go on practising",
  "practice.stop": "End practice",
  "practice.opening": "Opening…",
  "practice.failed": "Practice cannot be opened. Please close the app and try again.",
  "practice.village": "Practice village",
  "practice.name": "Practice",
};
