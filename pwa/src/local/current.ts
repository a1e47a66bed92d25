import { signal } from "@preact/signals";
import type { Session } from "../sync/session";

/** Whose app this is at the moment; null before anybody has enrolled. */
export const current = signal<Session | null>(null);
