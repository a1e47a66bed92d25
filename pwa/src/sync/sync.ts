/** What the pages know of sync. */
import { computed, type ReadonlySignal } from "@preact/signals";
import { current } from "../local/current";
import { AT_REST, type SyncState } from "./syncing";

export type { SyncState } from "./syncing";

export const syncState: ReadonlySignal<SyncState> = computed(() => current.value?.sync.state.value ?? AT_REST);

/** The button: syncs whatever went wrong before. Never throws; how it went is in `syncState`. */
export async function syncNow(): Promise<void> {
  await current.value?.sync.ask("button");
}

/** The time by the server's clock, as well as this phone knows it: what lights are reckoned by. */
export function serverNow(): Date {
  return new Date(current.value?.clock.now() ?? Date.now());
}
