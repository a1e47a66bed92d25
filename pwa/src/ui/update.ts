import { signal } from "@preact/signals";

/** Switches to the new version of the app, which reloads the page; null while there is none. */
export const update = signal<(() => void) | null>(null);
