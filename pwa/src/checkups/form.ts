/** The form of a checkup, as `shouwang.checkups.definition` has it. */
import type { Said } from "../forms/form";
import built from "./form.json";

export type FieldKind = "number" | "choice" | "choices" | "text" | "date";

export interface FieldOption extends Said {
  id: string;
}

/** A field. Beyond `hard` nothing is taken; beyond `soft` it is asked once more and shown as abnormal. */
export interface FormField extends Said {
  id: string;
  kind: FieldKind;
  unit?: string;
  unit_en?: string;
  decimals?: number;
  hard?: [number, number];
  soft?: [number, number];
  soft_male?: [number, number];
  soft_female?: [number, number];
  urgent_from?: number;
  urgent_to?: number;
  below?: string;
  options?: FieldOption[];
  worry?: string[];
  points?: number[];
  alone?: string;
  letters?: number;
  when?: { field: string; among: string[] };
  required?: boolean;
  either?: string;
  sex?: Sex;
  in_year?: boolean;
}

export type Sex = "male" | "female";

export interface Section extends Said {
  id: string;
  /** Belongs to no checkup: filling it in begins none. */
  apart?: boolean;
  fields: FormField[];
}

export const sections = built.sections as unknown as Section[];

export const fields: ReadonlyMap<string, FormField> = new Map(
  sections.flatMap((section) => section.fields.map((field) => [field.id, field])),
);

export const APART: ReadonlySet<string> = new Set(
  sections.filter(({ apart }) => apart).flatMap((section) => section.fields.map(({ id }) => id)),
);

/** What is usual for somebody. */
export function softOf(field: FormField, sex: Sex): [number, number] | undefined {
  return (sex === "male" ? field.soft_male : field.soft_female) ?? field.soft;
}

export function field(id: string): FormField {
  return fields.get(id) as FormField;
}
