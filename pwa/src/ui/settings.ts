import { effect, signal } from "@preact/signals";
import { type Language, language, loadEnglish } from "../i18n";

/** The size of letters: 18 px, or 24 px for eyes that need it. */
export type TypeSize = "normal" | "large";

export const typeSize = signal<TypeSize>("normal");

const LANGUAGE = "shouwang.language";
const TYPE = "shouwang.type";

/** Read what this phone was set to and keep `<html>` and the store in step with it from now on. */
export function applySettings(): void {
  language.value = recall(LANGUAGE) === "en" ? "en" : "zh";
  typeSize.value = recall(TYPE) === "large" ? "large" : "normal";
  effect(() => keepLanguage(language.value));
  effect(() => keepTypeSize(typeSize.value));
}

function keepLanguage(chosen: Language): void {
  if (chosen === "en") void loadEnglish().catch(() => undefined);
  document.documentElement.lang = chosen === "zh" ? "zh-CN" : "en";
  keep(LANGUAGE, chosen);
}

function keepTypeSize(chosen: TypeSize): void {
  document.documentElement.dataset.type = chosen;
  keep(TYPE, chosen);
}

/** A browser that forbids storage still shows every page: settings then last until it is closed. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a setting of this phone. */
export function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
}
