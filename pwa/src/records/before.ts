import { signal } from "@preact/signals";
import type { Light } from "../duties/light";

/** The light as it was before the last save, with its words; gone after a reload. */
export const before = signal<{ record: string; light: Light; words: string } | null>(null);
