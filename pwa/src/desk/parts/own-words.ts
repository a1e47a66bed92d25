import { t } from "../i18n";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/**
 * What a browser refuses in a form it says in the browser's language; here it says it in the page's, at the field, and
 * goes to the first of them. Returns what undoes it.
 */
export function sayInOwnWords(root: Document): () => void {
  const refused = ({ target }: Event) => {
    const control = target as Control;
    // Before: what was said last time would count as wrong by itself.
    control.setCustomValidity("");
    control.setCustomValidity(wordsFor(control));
  };
  const changed = ({ target }: Event) => (target as Partial<Control>).setCustomValidity?.("");
  root.addEventListener("invalid", refused, true);
  root.addEventListener("input", changed, true);
  return () => {
    root.removeEventListener("invalid", refused, true);
    root.removeEventListener("input", changed, true);
  };
}

function wordsFor(control: Control): string {
  const { valueMissing, patternMismatch, rangeUnderflow, rangeOverflow } = control.validity;
  if (valueMissing && control instanceof HTMLSelectElement) return t("form.choose");
  if (valueMissing || patternMismatch) return t("form.missing");
  const { min = "", max = "" } = control instanceof HTMLInputElement ? control : {};
  if (rangeUnderflow) return t("form.not_before", { day: min });
  if (rangeOverflow) return t("form.not_after", { day: max });
  return t("form.unreadable");
}
