import { t } from "../i18n";
import type { DutyDay, DutyGround, DutyLine, OpenedExtra } from "../rows";
import type { Asked } from "./asked";

/** Days that open: those of a duty by one version of its policy, or those of an extra visit, which has no version. */
export interface DayStrip {
  duty: string;
  version: string;
  days: DutyDay[];
  grounds: DutyGround[];
  /** By which rule the days were owed. */
  rule: string;
}

export function stripOf({ duty, days, grounds }: DutyLine): DayStrip {
  const version = t("duty.version", { n: duty.version });
  const rule = [duty.title, duty.id, version, ruleDays(duty.valid_from, duty.valid_to)].filter(Boolean).join(" · ");
  return { duty: duty.id, version: String(duty.version), days, grounds, rule };
}

export function stripOfExtra({ id, title, days, grounds }: OpenedExtra): DayStrip {
  const [first, last] = [days[0]?.day ?? "", days.at(-1)?.day ?? ""];
  return { duty: id, version: "", days, grounds, rule: [title, ruleDays(first, last)].join(" · ") };
}

function ruleDays(from: string, to: string | null): string {
  return to === null ? t("fact.since", { from }) : t("fact.stretch", { from, to });
}

/** The day that was asked for, if it is one of this strip. */
export function dayAsked(strip: DayStrip, { day, duty, version }: Asked): DutyDay | undefined {
  const isThis = duty === strip.duty && version === strip.version;
  return isThis ? strip.days.find((each) => each.day === day) : undefined;
}
