/** A form saves itself as a draft at every change, and is there again after the phone was switched off. */
import { current } from "../local/current";

export function draftKey(person: string): string {
  return `visit:${person}`;
}

/** The draft of a visit to a person, or null. */
export async function loadDraft<T>(person: string): Promise<T | null> {
  return (await current.value?.outbox.draft<T>(draftKey(person))) ?? null;
}

export async function keepDraft(person: string, value: unknown): Promise<void> {
  await current.value?.outbox.keepDraft(draftKey(person), value);
}

export async function dropDraft(person: string): Promise<void> {
  await current.value?.outbox.dropDraft(draftKey(person));
}
