import { catalogue, language } from "../../i18n/catalogue";
import { en } from "./en";
import { zh } from "./zh";

export { language };

export type Key = keyof typeof zh;

/** A sentence of the township's pages; a catalogue of its own, so that field phones never load it. */
export const t = catalogue(zh, en);

/** The word for a code of the server, such as `mode.home`; a code that no catalogue knows is shown as it is. */
export function word(group: string, code: string): string {
  const key = `${group}.${code}`;
  return key in zh ? plain(key as Key) : code;
}

const plain = t as (key: Key) => string;
