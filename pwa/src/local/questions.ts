/** What this user is asked about her own records. */
import { computed, type ReadonlySignal } from "@preact/signals";
import { askedOf, type QuestionView } from "../questions/asked";
import { current } from "./current";

export const questions: ReadonlySignal<QuestionView[]> = computed(() => {
  const memory = current.value?.memory;
  return memory ? askedOf(memory.questions.value, memory.answers.value) : [];
});
