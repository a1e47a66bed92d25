import { signal } from "@preact/signals";
import { catalogue } from "./catalogue";
import { zh } from "./zh";

export { type Language, language } from "./catalogue";

export type Key = keyof typeof zh;

const english = signal<{ [Name in Key]: string } | null>(null);

/** A sentence of the field pages in the language of the phone. */
export const t = catalogue(zh, () => english.value);

/** Fetch the English sentences, which most phones never need. Until they are there the Chinese ones stand. */
export async function loadEnglish(): Promise<void> {
  english.value = (await import("./en")).en;
}
