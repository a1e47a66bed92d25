/** Homes as this phone knows them: what the server told, with the checks that were saved here laid over it. */
import { computed } from "@preact/signals";
import type { CheckEnvelope, HouseholdBody } from "../api/hygiene-rows";
import type { Kind } from "../api/rows";
import { isoOf, unitAt } from "../duties/days";
import { account } from "../local/accounts";
import { current } from "../local/current";
import type { Saved } from "../local/overlay";
import { people } from "../local/view";
import { today } from "../ui/today";
import { checkOf, type Home, ownCheck, together } from "./homes";
import { RECHECK_DAYS } from "./sheet";

/** The first day of this quarter. */
export const since = computed(() => isoOf(unitAt("quarter", today.value).first));

/** All homes of her people, in the order of doors, each with its checks. */
export const homes = computed<Home[]>(() => {
  const memory = current.value?.memory;
  if (!memory) return [];
  const views = people.value;
  return memory.now(() => {
    const households = views.flatMap(
      ({ person }) => memory.files.bodies(`p:${person.id}`, "household" as Kind) as unknown as HouseholdBody[],
    );
    const found = together(
      views.map(({ person }) => person),
      households,
      isoOf(today.value),
    );
    for (const home of found) {
      const told = views.find(({ person }) => person.id === home.person)?.checkups ?? [];
      const checks = told
        .filter(({ kind, status }) => `${kind}` === "hygiene_check" && status === "valid")
        .map(checkOf);
      const known = new Set(checks.map(({ id }) => id));
      const own = memory.savedOf(home.person).filter((one): one is Saved<CheckEnvelope> => isCheck(one));
      const untold = own.filter(({ envelope }) => !known.has(envelope.body.id));
      const by = account.value?.name ?? "";
      checks.push(...untold.map((one) => ownCheck(one, by, dayAfter(one.envelope.body.start))));
      home.checks = checks.sort((a, b) => Date.parse(b.start) - Date.parse(a.start));
    }
    return found;
  });
});

function isCheck({ envelope }: Saved): boolean {
  return (envelope.op as string) === "hygiene.check";
}

function dayAfter(start: string): string {
  return new Date(Date.parse(`${start.slice(0, 10)}T00:00:00Z`) + RECHECK_DAYS * 86_400_000).toISOString().slice(0, 10);
}
