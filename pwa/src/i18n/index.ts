import { catalogue } from "./catalogue";
import { en } from "./en";
import { zh } from "./zh";

export { type Language, language } from "./catalogue";

export type Key = keyof typeof zh;

/** A sentence of the field pages in the language of the phone. */
export const t = catalogue(zh, en);
