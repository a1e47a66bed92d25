import { catalogue } from "../../../i18n/catalogue";
import { en } from "./en";
import { zh } from "./zh";

/** A sentence about questions, at the desk. */
export const t = catalogue(zh, en);
