import type { Problem } from "./form";

const FIRST_INPUTS: Record<Exclude<Problem, `answer:${string}`> | "why", string> = {
  reason: 'input[name="reason"]',
  yuan: 'input[name="yuan"]',
  note_long: 'textarea[name="note"]',
  time_missing: 'input[name="at"]',
  time_future: 'input[name="at"]',
  time_until: 'input[name="until"]',
  time_stale: 'input[name="when"]',
  why: 'input[name="why"]',
};

/** When saving was refused, takes the eyes and the keyboard to the first thing that is missing: then, not while she mends it. */
export function showFirst([first]: readonly (Problem | "why")[]): void {
  if (first) showField(selectorOf(first));
}

/** Takes the eyes and the keyboard to a field. */
export function showField(selector: string): void {
  const input = document.querySelector<HTMLElement>(selector);
  input?.focus({ preventScroll: true });
  input?.closest("fieldset, label")?.scrollIntoView({ block: "center" });
}

function selectorOf(problem: Problem | "why"): string {
  if (!isOfAnswer(problem)) return FIRST_INPUTS[problem];
  const question = `[data-question="${problem.slice("answer:".length)}"]`;
  return `${question} input, ${question} textarea`;
}

function isOfAnswer(problem: Problem | "why"): problem is `answer:${string}` {
  return problem.startsWith("answer:");
}
