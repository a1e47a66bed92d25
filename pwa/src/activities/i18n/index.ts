import { catalogue } from "../../i18n/catalogue";
import { en } from "./en";
import { zh } from "./zh";

export type Key = keyof typeof zh;

/** A sentence about activities. */
export const t = catalogue(zh, en);
