import { catalogue } from "../../i18n/catalogue";
import { en } from "./en";
import { zh } from "./zh";

/** A sentence of the page on which the office is told in confidence. */
export const t = catalogue(zh, en);
