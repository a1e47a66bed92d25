import type { Problem } from "./form";

const FIRST_INPUTS: Record<Problem | "why", string> = {
  ticks: ".tick input",
  reason: 'input[name="reason"]',
  yuan: 'input[name="yuan"]',
  note_long: 'textarea[name="note"]',
  time_missing: 'input[name="at"]',
  time_future: 'input[name="at"]',
  time_stale: 'input[name="when"]',
  why: 'input[name="why"]',
};

/** When saving was refused, takes the eyes and the keyboard to the first thing that is missing: then, not while she mends it. */
export function showFirst([first]: readonly (Problem | "why")[]): void {
  if (!first) return;
  const input = document.querySelector<HTMLElement>(FIRST_INPUTS[first]);
  input?.focus({ preventScroll: true });
  input?.closest("fieldset, label")?.scrollIntoView({ block: "center" });
}
