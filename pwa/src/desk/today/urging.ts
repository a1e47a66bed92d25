import { call } from "../../api/client";
import { account } from "../../local/accounts";
import { t } from "../i18n";
import { newId } from "../paper/entering";
import type { ToUrge, Urged } from "../rows";

/** Notes that a worker was urged; whoever calls is told the telephone. */
export function urge({ carer, people }: ToUrge, how: "call" | "text"): Promise<Urged> {
  const asked = { id: newId(), user: carer.id, people: people.map(({ id }) => id), how };
  return call("POST", "/api/reminders/urgings", asked);
}

export function undoUrging(id: string): Promise<unknown> {
  return call("POST", `/api/reminders/urgings/${encodeURIComponent(id)}/undo`);
}

/** What may go through any messenger: how many wait, and nobody's name but hers to whom it goes. */
export function urgingText({ carer, people }: ToUrge): string {
  const [name, place] = [account.value?.name ?? "", account.value?.place_name ?? ""];
  return t("urge.text", { carer: carer.name, n: people.length, name, place });
}
