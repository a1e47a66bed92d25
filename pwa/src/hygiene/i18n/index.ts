import { catalogue } from "../../i18n/catalogue";
import { en } from "./en";
import { zh } from "./zh";

/** A sentence about checks of homes. */
export const t = catalogue(zh, en);
