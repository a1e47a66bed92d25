import type { AgreementKind } from "../api/agreement-rows";
import { language } from "../i18n/catalogue";
import { kindOf, SERVICES } from "./kinds";

export function kindWords(kind: AgreementKind): string {
  return kindOf(kind)[language.value];
}

export function serviceWords(id: string): string {
  return SERVICES.find((each) => each.id === id)?.[language.value] ?? id;
}
