import { catalogue } from "../../i18n/catalogue";
import { en } from "./en";
import { zh } from "./zh";

export type Key = keyof typeof zh;

/** A sentence of signing in and of the page about oneself. */
export const t = catalogue(zh, en);
