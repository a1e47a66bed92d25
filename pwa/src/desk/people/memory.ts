import { signal } from "@preact/signals";
import { chooseNone } from "./chosen";

/** What the list of people remembers while the page is open, and nowhere else: the text filter is a name. */
export const text = signal("");

/** Where the reader was when she left a list: Back leads there. */
export const left = { list: "", scroll: 0, person: "" };

export function forgetLists(): void {
  text.value = "";
  chooseNone();
  Object.assign(left, { list: "", scroll: 0, person: "" });
}
