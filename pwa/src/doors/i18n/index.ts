import { catalogue } from "../../i18n/catalogue";
import { en } from "./en";
import { zh } from "./zh";

/** A sentence about cards at doors. */
export const t = catalogue(zh, en);
