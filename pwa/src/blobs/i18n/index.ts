import { catalogue } from "../../i18n/catalogue";
import { en } from "./en";
import { zh } from "./zh";

/** A sentence about pictures and voice notes. */
export const t = catalogue(zh, en);
