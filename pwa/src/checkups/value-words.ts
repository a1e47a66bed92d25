import type { Value } from "../api/checkup-rows";
import { said } from "../forms/form";
import { unitOf } from "./field";
import type { FormField } from "./form";
import { t } from "./i18n";

/** A value in words: a number with its unit, the words of a code. */
export function valueWords(field: FormField, value: Value): string {
  if (value === null) return t("value.none");
  if (typeof value === "number") return `${value} ${unitOf(field)}`.trim();
  const codes = Array.isArray(value) ? value : [value];
  const options = field.options;
  if (!options) return codes.join("、");
  return codes
    .map((code) =>
      optionWords(
        options.find(({ id }) => id === code),
        code,
      ),
    )
    .join("、");
}

function optionWords(option: { zh: string; en: string } | undefined, code: string): string {
  return option ? said(option) : code;
}
