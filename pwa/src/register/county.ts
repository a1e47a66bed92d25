import { computed } from "@preact/signals";
import { isoOf } from "../duties/days";
import { account } from "../local/accounts";
import { roleOn } from "../local/overlay";
import { type PersonView, policies } from "../local/view";
import { today } from "../ui/today";
import { countyDuties } from "./standing";
import { type Entry, entryOf } from "./today-list";

/** What the county asks for, as last pulled. */
export const duties = computed(() => countyDuties(policies.value));

/** The role in which the one who uses the phone works for a person: by her assignment, else by her account. */
export function roleFor({ assignments }: PersonView): string {
  const who = account.value;
  return who ? roleOn(isoOf(today.value), who, assignments) : "";
}

/** A person's card as of today. */
export function entryNow(view: PersonView): Entry {
  return entryOf(view, duties.value, roleFor(view), today.value);
}
