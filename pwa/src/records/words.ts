import type { Mode, NoVisitReason } from "../api/rows";
import type { Key } from "../i18n";

export const MODES = ["home", "phone", "video", "remote", "hospital"] as const satisfies Mode[];

export const MODE_WORDS = {
  home: "visit.mode_home",
  phone: "visit.mode_phone",
  video: "visit.mode_video",
  remote: "visit.mode_remote",
  hospital: "visit.mode_hospital",
} as const satisfies Record<Mode, Key>;

export const REASONS = ["nobody_home", "refused", "other"] as const satisfies NoVisitReason[];

export const REASON_WORDS = {
  nobody_home: "visit.reason_nobody_home",
  refused: "visit.reason_refused",
  other: "visit.reason_other",
} as const satisfies Record<NoVisitReason, Key>;
