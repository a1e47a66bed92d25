import { t } from "../i18n";
import type { PolicyStatus } from "../rows";

/** What a policy is called: a draft is one whatever its dates, and nothing is in force before its first day. */
export function policyMark(status: PolicyStatus, validFrom: string | undefined, today: string): string {
  if (status === "draft") return t("status.draft_note");
  if (status === "in_force" && validFrom !== undefined && validFrom > today)
    return t("status.from", { date: validFrom });
  return t(`status.${status}`);
}
