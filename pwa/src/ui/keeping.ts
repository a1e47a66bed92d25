import { signal } from "@preact/signals";
import { thisPlace } from "../accounts/browsers";
import { isStaff } from "../accounts/roles";
import { current, practising } from "../local/current";
import type { StorageTold } from "../local/phone";
import { keep, recall } from "./settings";

const DAY = 86_400_000;
/** She has read it; it is said again after a week. */
const QUIET_DAYS = 7;
const QUIET = "shouwang.quiet.";
/** In bytes: below this no picture is taken any more (blobs/room.ts); records are saved as long as anything fits. */
const FULL = 30_000_000;
const LOW = 100_000_000;

/** What may cost somebody what she wrote down: an app that shows pages inside itself, a full phone, a browser that has promised nothing. */
export type Peril = "inside_an_app" | "full" | "low" | "not_kept";

export const perils = signal<Peril[]>([]);

/** Looks how this phone keeps what is written on it. Nothing is at stake in practice, and at a desk. */
export async function lookAround(): Promise<void> {
  const session = current.value;
  if (!session || practising.value || isStaff(session.account.role)) {
    perils.value = [];
    return;
  }
  const told = await session.phone.storage().catch(() => null);
  const quiet = (peril: Peril) => Date.now() - Number(recall(QUIET + peril) ?? 0) < QUIET_DAYS * DAY;
  perils.value = perilsOf(told, thisPlace() === "inside_an_app").filter((peril) => peril === "full" || !quiet(peril));
}

/** One at a time is enough to ask of anybody, but a full phone is always said. */
export function perilsOf(told: StorageTold | null, isInsideAnApp: boolean): Peril[] {
  const free = told?.free ?? LOW;
  const space: Peril[] = free < FULL ? ["full"] : free < LOW ? ["low"] : [];
  if (isInsideAnApp) return ["inside_an_app", ...space];
  return told?.kept === false ? [...space, "not_kept"] : space;
}

/** Says nothing of it for a week. */
export function quieten(peril: Peril): void {
  keep(QUIET + peril, String(Date.now()));
  perils.value = perils.value.filter((one) => one !== peril);
}
