import { t, word } from "../i18n";
import type { ConcernFile, ConcernLine } from "../rows";

/** Where a confidential report stands. */
export function standingText({ status, taken_by_name, outcome }: ConcernLine): string {
  if (status === "closed") return t("concern.status.closed", { outcome: word("concern.outcome", outcome ?? "") });
  if (status === "taken") return t("concern.status.taken", { name: taken_by_name ?? "" });
  return t("concern.status.new");
}

/** Whom it is about, as far as that was said. */
export function whomText({ whom, whom_name }: ConcernFile): string {
  const name = whom_name ?? t("concern.whom.unnamed");
  return whom === "office" ? `${t("concern.whom.office")} · ${name}` : name;
}
