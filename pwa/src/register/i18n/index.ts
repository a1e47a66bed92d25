import { catalogue } from "../../i18n/catalogue";
import { en } from "./en";
import { zh } from "./zh";

export type Key = keyof typeof zh;

/** A sentence of a person's page and of reports to the township. */
export const t = catalogue(zh, en);
