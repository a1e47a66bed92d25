/** What six items come to, and who must sign: the same as `shouwang.assessments.rules` (tests/assessments/cases.json). */

export const ITEMS = ["eating", "dressing", "bed", "toilet", "walking", "bathing"] as const;
export type Item = (typeof ITEMS)[number];
export type Met = "met" | "not_met" | "not_assessed";
export type Level = "self" | "semi" | "full";
export type Scale = "six_items" | "gbt_42195";
export const KINDS = ["doctor", "civil_affairs", "disabled_federation", "third_party", "other"] as const;
export type AssessorKind = (typeof KINDS)[number];

export interface Assessor {
  name: string;
  unit: string;
  kind: AssessorKind;
}

export interface Panel {
  least: number;
  most: number;
  doctor: boolean;
  third_party: boolean;
}

/** An assessment as it is sent. */
export interface NewAssessment {
  id: string;
  scale: Scale;
  items: Partial<Record<Item, Met>>;
  score: number | null;
  level: string | null;
  reason: string | null;
  note: string | null;
  assessed_on: string;
  assessors: Assessor[];
}

/** The class that six items come to; null while one that could change it was not looked at. */
export function levelOf(items: Partial<Record<Item, Met>>): Level | null {
  const unmet = ITEMS.filter((item) => items[item] === "not_met").length;
  const unknown = ITEMS.filter((item) => (items[item] ?? "not_assessed") === "not_assessed").length;
  const [least, most] = [classOf(unmet), classOf(unmet + unknown)];
  return least === most ? least : null;
}

function classOf(unmet: number): Level {
  if (unmet >= 4) return "full";
  return unmet >= 1 ? "semi" : "self";
}

/** The level of a score of GB/T 42195: "1" is 完好, "5" 完全丧失. */
export function gbtLevelOf(score: number): string {
  return String(1 + [90, 66, 46, 30, 0].findIndex((least) => score >= least));
}

export type Objection =
  | "level_open"
  | "override_needs_reason"
  | "too_few_assessors"
  | "too_many_assessors"
  | "doctor_needed"
  | "third_party_needed"
  | "score_and_level_differ"
  | "in_the_future"
  | "not_its_level";

/** What speaks against an assessment. */
export function objectionsTo(told: Omit<NewAssessment, "id" | "note">, panel: Panel, today: string): Objection[] {
  const found: Objection[] = told.assessed_on > today ? ["in_the_future"] : [];
  found.push(...(told.scale === "six_items" ? sixItems(told) : gbt(told)));
  const kinds = told.assessors.map(({ kind }) => kind);
  if (kinds.length < panel.least) found.push("too_few_assessors");
  if (kinds.length > panel.most) found.push("too_many_assessors");
  if (panel.doctor && !kinds.includes("doctor")) found.push("doctor_needed");
  if (panel.third_party && !kinds.includes("third_party")) found.push("third_party_needed");
  return found;
}

type Told = Pick<NewAssessment, "items" | "level" | "reason" | "score">;

function sixItems({ items, level, reason }: Told): Objection[] {
  const computed = levelOf(items);
  if (level === null) return computed === null ? ["level_open"] : [];
  if (!["self", "semi", "full"].includes(level)) return ["not_its_level"];
  return level !== computed && !reason ? ["override_needs_reason"] : [];
}

function gbt({ score, level, reason }: Told): Objection[] {
  if (score === null || level === null || !/^[1-5]$/.test(level)) return ["not_its_level"];
  return level !== gbtLevelOf(score) && !reason ? ["score_and_level_differ"] : [];
}

/** Whom the county's policies want to sign. */
export function panelOf(packs: readonly string[]): Panel {
  const named = packs.flatMap((pack) => PANELS[pack] ?? []);
  return (
    named.sort((one, other) => other.least - one.least)[0] ?? { least: 1, most: 9, doctor: false, third_party: false }
  );
}

const PANELS: Record<string, Panel> = {
  rongchang: { least: 3, most: 5, doctor: true, third_party: false },
  xiangtan: { least: 1, most: 9, doctor: false, third_party: true },
};
