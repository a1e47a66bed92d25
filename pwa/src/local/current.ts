import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Session } from "../sync/session";

/** Whose app this is at the moment; null before anybody has enrolled. */
export const current = signal<Session | null>(null);

/** Who works in the invented village; no server knows of her. */
export const PRACTICE = "practice";

/** Whether nothing that is done now is real. */
export const practising: ReadonlySignal<boolean> = computed(() => current.value?.account.user === PRACTICE);
