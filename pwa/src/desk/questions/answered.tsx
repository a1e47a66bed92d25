import { useAnswer } from "../api";
import { hashOf } from "../route";
import { Section } from "../today/section";
import { questionsPath } from "./calls";
import { t } from "./i18n";
import { sentenceOf } from "./questions";

/** On the first page of the day: what their authors have answered, and nobody has looked at. */
export default function QuestionsAnswered() {
  const { value } = useAnswer(questionsPath());
  const answered = (value?.questions ?? []).filter(({ status }) => status === "answered");
  return (
    <Section name="questions" n={answered.length} title={t("questions.today")}>
      <ul class="desk-lines">
        {answered.map((question) => (
          <li key={question.id}>
            <span>
              <strong>{question.worker_name}</strong> {sentenceOf(question)}
            </span>
            <a class="desk-button desk-screen-only" href={hashOf("questions")}>
              {t("questions.open")}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}
