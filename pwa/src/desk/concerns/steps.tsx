import { momentText } from "../dates";
import { t } from "../i18n";
import type { ConcernFile } from "../rows";

/** Who read it, took it on, did what: nothing of it is ever taken back. */
export function Steps({ steps }: { steps: ConcernFile["steps"] }) {
  return (
    <section class="desk-section" aria-labelledby="desk-steps">
      <h2 id="desk-steps">{t("concern.steps")}</h2>
      <ul class="desk-steps">
        {steps.map((step) => (
          <li key={step.at + step.what}>
            <span class="desk-faint">{momentText(step.at)}</span> {step.by_name} <b>{t(`concern.step.${step.what}`)}</b>
            {step.words !== null && <span class="desk-note">{step.words}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
