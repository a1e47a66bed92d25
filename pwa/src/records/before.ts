import { signal } from "@preact/signals";
import type { Light } from "../duties/light";

/** Of the last save: whose light it was about, and as it was before, with its words; gone after a reload. */
export const before = signal<{ record: string; person: string; light: Light; words: string } | null>(null);
