import { wouldCount } from "../duties/credit";
import { actOf, refusalSentence } from "../duties/sentences";
import { t } from "../i18n";
import { language } from "../i18n/catalogue";
import type { Standing } from "../register/standing";
import { Notice } from "../ui/notice";
import type { VisitForm } from "./form";
import { MODE_WORDS } from "./words";

interface CountsNoteProps {
  form: VisitForm;
  standing: Standing;
  role: string;
}

/** Said before saving: this visit will not count for anything that is owed now, and why. */
export function CountsNote({ form, standing, role }: CountsNoteProps) {
  const words = uncountedWords({ form, standing, role });
  return words === null ? null : <Notice kind="warning">{words}</Notice>;
}

function uncountedWords({ form, standing, role }: CountsNoteProps): string | null {
  const record = { kind: "visit", status: "valid", mode: form.mode, role: role };
  const answers = standing.lights.map(({ duty }) => ({ duty, answer: wouldCount(duty, record) }));
  const first = answers[0];
  if (first === undefined || first.answer === "yes" || answers.some(({ answer }) => answer === "yes")) return null;
  if (first.answer === "mode")
    return t("visit.not_counted", { mode: t(MODE_WORDS[form.mode]), act: actOf(first.duty, language.value) });
  return t("visit.not_counted_because", { why: refusalSentence(first.duty, first.answer, language.value) });
}
