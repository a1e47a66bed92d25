import type { Mode, NoVisitReason, TickName } from "../api/rows";
import type { Key } from "../i18n";
import type { IconName } from "../ui/icons";

export const MODES = ["home", "phone", "video", "remote", "hospital"] as const satisfies Mode[];

export const MODE_WORDS = {
  home: "visit.mode_home",
  phone: "visit.mode_phone",
  video: "visit.mode_video",
  remote: "visit.mode_remote",
  hospital: "visit.mode_hospital",
} as const satisfies Record<Mode, Key>;

export const TICKS = ["spirit", "body", "food", "safety", "hygiene", "needs"] as const satisfies (TickName &
  IconName)[];

export const TICK_WORDS = {
  spirit: "visit.tick_spirit",
  body: "visit.tick_body",
  food: "visit.tick_food",
  safety: "visit.tick_safety",
  hygiene: "visit.tick_hygiene",
  needs: "visit.tick_needs",
} as const satisfies Record<TickName, Key>;

export const REASONS = ["nobody_home", "refused", "other"] as const satisfies NoVisitReason[];

export const REASON_WORDS = {
  nobody_home: "visit.reason_nobody_home",
  refused: "visit.reason_refused",
  other: "visit.reason_other",
} as const satisfies Record<NoVisitReason, Key>;

/** The quick phrases of version 1 of the visit form. A code is never given another meaning. */
export const PHRASE_WORDS = {
  unwell: "visit.phrase_unwell",
  no_medicine: "visit.phrase_no_medicine",
  wants_hospital: "visit.phrase_wants_hospital",
  roof_leaks: "visit.phrase_roof_leaks",
  power_fault: "visit.phrase_power_fault",
  short_of_food: "visit.phrase_short_of_food",
  lonely: "visit.phrase_lonely",
  wants_call: "visit.phrase_wants_call",
} as const satisfies Record<string, Key>;

export type Phrase = keyof typeof PHRASE_WORDS;

export const PHRASES = Object.keys(PHRASE_WORDS) as Phrase[];
