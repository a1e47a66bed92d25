import { language } from "../i18n";
import type { TownshipDuty } from "../rows";
import { StatusMark } from "./period";

/** A duty in a table: its sentence, its number in the policy, and a mark where the policy is not in force. */
export function DutyName({ duty }: Pick<TownshipDuty, "duty">) {
  return (
    <>
      {duty.sentence[language.value]} <span class="desk-faint">{duty.id}</span>{" "}
      {duty.status !== "in_force" && <StatusMark status={duty.status} />}
    </>
  );
}
