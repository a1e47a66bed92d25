import { useState } from "preact/hooks";
import { objectionWords } from "../../assessments/form";
import { t as a } from "../../assessments/i18n";
import { type AssessorKind, KINDS } from "../../assessments/rules";
import { dayText } from "../dates";
import { useDeed } from "../deeds";
import { assessmentStep } from "../health-api";
import { t, word } from "../i18n";
import { DeedFailure } from "../parts/deed-buttons";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import type { AssessmentLine, Assessments as Told } from "../rows";
import { WithReason } from "./with-reason";

export function levelText({ scale, level, score }: AssessmentLine): string {
  if (scale === "gbt_42195")
    return t("assessments.gbt_level", { level: word("gbt_level", level), score: String(score) });
  return word("level", level);
}

/** An assessment that an office has not decided on: what was found, who signed, and the two answers. */
export function Waiting({ line, panel, today }: { line: AssessmentLine; panel: Told["panel"]; today: string }) {
  const deed = useDeed();
  const [day, setDay] = useState(today);
  const unmet = Object.entries(line.items).filter(([, met]) => met === "not_met");
  return (
    <article class="desk-card-line">
      <p>
        <a href={hashOf("person", line.person)}>{line.person_name}</a> {line.village_name} ·{" "}
        <strong>{levelText(line)}</strong> ·{" "}
        {t("assessments.now", { level: line.current ? word("level", line.current) : t("assessments.unknown") })}
      </p>
      <p class="desk-faint">
        {dayText(line.assessed_on, today)} ·{" "}
        {line.assessors.map(({ name, unit }) => `${name} ${unit}`.trim()).join(t("list.between"))}
        {line.scale === "six_items" &&
          ` · ${t("assessments.unmet", { words: unmet.map(([item]) => word("item", item)).join(t("list.between")) || t("assessments.none") })}`}
      </p>
      {line.reason && <p>{t("assessments.reason", { reason: line.reason })}</p>}
      {line.scale === "gbt_42195" && <p class="desk-faint">{t("assessments.gbt_apart")}</p>}
      {line.lacking.length > 0 && (
        <p class="desk-late">
          {t("assessments.lacking", { words: line.lacking.map((one) => objectionWords(one, panel)).join(" ") })}
        </p>
      )}
      {line.lacking.length > 0 && mayChange() && <Sign line={line} panel={panel} />}
      {mayChange() && (
        <p class="desk-screen-only desk-form-end">
          <label>
            {t("assessments.from")}{" "}
            <input type="date" value={day} onInput={(event) => setDay(event.currentTarget.value)} />
          </label>{" "}
          <button
            type="button"
            class="desk-button desk-main-button"
            disabled={deed.busy || day === "" || line.lacking.length > 0}
            onClick={() => void deed.run(() => assessmentStep(line.id, "confirm", { valid_from: day }))}
          >
            {t("assessments.confirm")}
          </button>{" "}
          <WithReason
            asks={t("assessments.why_decline")}
            does={t("assessments.decline")}
            deed={deed}
            run={(reason) => assessmentStep(line.id, "decline", { reason })}
          />
        </p>
      )}
      <DeedFailure deed={deed} />
    </article>
  );
}

/** Who signed on paper and is missing in what the phone sent. */
function Sign({ line, panel }: { line: AssessmentLine; panel: Told["panel"] }) {
  const deed = useDeed();
  const [name, setName] = useState("");
  const [unit, setUnit] = useState("");
  const [kind, setKind] = useState<AssessorKind>(panel.third_party ? "third_party" : "doctor");
  const add = () =>
    assessmentStep(line.id, "signatures", { assessors: [{ name: name.trim(), unit: unit.trim(), kind }] });
  return (
    <details class="desk-screen-only">
      <summary>{t("assessments.sign")}</summary>
      <div class="desk-filter-row">
        <label class="desk-field">
          <span>{t("assessments.sign_name")}</span>
          <input type="text" maxLength={60} value={name} onInput={(event) => setName(event.currentTarget.value)} />
        </label>
        <label class="desk-field">
          <span>{t("assessments.sign_unit")}</span>
          <input type="text" maxLength={60} value={unit} onInput={(event) => setUnit(event.currentTarget.value)} />
        </label>
        <label class="desk-field">
          <span>{t("assessments.sign_kind")}</span>
          <select value={kind} onChange={(event) => setKind(event.currentTarget.value as AssessorKind)}>
            {KINDS.map((each) => (
              <option key={each} value={each}>
                {a(`kind.${each}`)}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          class="desk-button"
          disabled={deed.busy || name.trim() === ""}
          onClick={() => void deed.run(add)}
        >
          {t("assessments.sign_add")}
        </button>
      </div>
      <DeedFailure deed={deed} />
    </details>
  );
}
