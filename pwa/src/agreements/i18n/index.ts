import { catalogue } from "../../i18n/catalogue";
import { en } from "./en";
import { zh } from "./zh";

/** A sentence about agreements. */
export const t = catalogue(zh, en);
