import { computed } from "@preact/signals";
import { isoOf } from "../duties/days";
import { account } from "../local/accounts";
import { roleOn } from "../local/overlay";
import { extras as extraRows, memberships, type PersonView, policies } from "../local/view";
import { today } from "../ui/today";
import { countyDuties, countyExtras } from "./standing";
import { type Asked, type Entry, entryOf } from "./today-list";

/** What the county asks for, as last pulled. */
export const duties = computed(() => countyDuties(policies.value));

/** The extra duties that were raised, also those that are over. */
export const extras = computed(() => countyExtras(extraRows.value));

const asked = computed<Asked>(() => ({ duties: duties.value, extras: extras.value, today: today.value }));

/** The role in which the one who uses the phone works for a person: by her assignment, her team, or her account. */
export function roleFor({ assignments }: PersonView): string {
  const who = account.value;
  return who ? roleOn(isoOf(today.value), who, assignments, memberships.value) : "";
}

/** A person's card as of today. It is made anew when something about her, the county's duties or the day has changed. */
export function entryNow(view: PersonView): Entry {
  const role = roleFor(view);
  const known = cards.get(view);
  if (known?.asked === asked.value && known.role === role) return known.entry;
  const entry = entryOf(view, asked.value, role);
  cards.set(view, { asked: asked.value, role, entry });
  return entry;
}

const cards = new WeakMap<PersonView, { asked: Asked; role: string; entry: Entry }>();
