import { t } from "./i18n";

const KINDS = ["records", "pictures", "drafts"] as const;

/** How many of what lie on this phone alone. */
export type Left = { [Kind in (typeof KINDS)[number]]?: number };

/** What lies on this phone alone, in words; of what there is none, nothing is said. */
export function leftWords(left: Left): string {
  const told = KINDS.map((kind) => [kind, left[kind] ?? 0] as const).filter(([, n]) => n > 0);
  return told.map(([kind, n]) => t(`me.left_${kind}`, { n })).join(t("me.left_and"));
}
