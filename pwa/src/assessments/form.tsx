import { useSignal } from "@preact/signals";
import { Button } from "../ui/button";
import { Choice } from "../ui/choice";
import { Notice } from "../ui/notice";
import { t } from "./i18n";
import {
  type Assessor,
  type AssessorKind,
  gbtLevelOf,
  ITEMS,
  KINDS,
  levelOf,
  type Met,
  type NewAssessment,
  type Objection,
  objectionsTo,
  type Panel,
} from "./rules";
import "./assessments.css";

export type Draft = Omit<NewAssessment, "id">;

interface AssessmentFormProps {
  begun: Draft;
  /** Whom the policy of a day wants to sign. */
  panelOn: (day: string) => Panel;
  today: string;
  keep: (draft: Draft) => void;
  save: (draft: Draft) => Promise<void>;
}

export function emptyDraft(today: string, panel: Panel): Draft {
  const signed = Array.from({ length: panel.least }, (_, at): Assessor => {
    const kind = panel.third_party ? "third_party" : panel.doctor && at === 0 ? "doctor" : "civil_affairs";
    return { name: "", unit: "", kind };
  });
  const nothing = { score: null, level: null, reason: null, note: null };
  return { scale: "six_items", items: {}, ...nothing, assessed_on: today, assessors: signed };
}

/** Six items and what they come to, or a result of the other scale; who signed; and why, where the level is another. */
export function AssessmentForm({ begun, panelOn, today, keep, save }: AssessmentFormProps) {
  const told = useSignal(begun);
  const panel = panelOn(told.value.assessed_on);
  const state = useSignal<"ready" | "saving" | "objections" | "not_saved">("ready");
  const change = (more: Partial<Draft>) => {
    told.value = { ...told.value, ...more };
    state.value = "ready";
    keep(told.value);
  };
  const objections = objectionsTo(signedOf(told.value), panel, today);
  const press = async () => {
    if (state.value === "saving") return;
    if (objections.length > 0) {
      state.value = "objections";
      return;
    }
    state.value = "saving";
    try {
      await save(signedOf(told.value));
    } catch {
      state.value = "not_saved";
    }
  };
  const { scale } = told.value;
  return (
    <form class="assess-form" onSubmit={(event) => event.preventDefault()}>
      <Choice
        legend={t("assess.scale")}
        name="scale"
        columns={2}
        options={(["six_items", "gbt_42195"] as const).map((value) => ({ value, words: t(`scale.${value}`) }))}
        chosen={scale}
        onChoose={(value) => change({ scale: value, level: null, score: null })}
      />
      {scale === "six_items" ? (
        <SixItems told={told.value} change={change} />
      ) : (
        <Gbt told={told.value} change={change} />
      )}
      <Text label={t("assess.reason")} value={told.value.reason} type={(reason) => change({ reason })} />
      <label class="labelled">
        <span class="question">{t("assess.day")}</span>
        <input
          class="field"
          type="date"
          max={today}
          value={told.value.assessed_on}
          onInput={(event) => change({ assessed_on: event.currentTarget.value })}
        />
      </label>
      <Signed told={told.value} panel={panel} change={change} />
      <Text label={t("assess.note")} value={told.value.note} type={(note) => change({ note })} />
      {state.value === "objections" && (
        <Notice kind="trouble">
          <ul class="dots">
            {objections.map((one) => (
              <li key={one}>{objectionWords(one, panel)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {state.value === "not_saved" && <Notice kind="trouble">{t("assess.not_saved")}</Notice>}
      <Button icon="check" busy={state.value === "saving"} onPress={() => void press()}>
        {t(state.value === "saving" ? "assess.saving" : "assess.save")}
      </Button>
    </form>
  );
}

/** Empty lines of assessors are none. */
function signedOf(draft: Draft): Draft {
  const words = (text: string | null) => text?.trim() || null;
  const assessors = draft.assessors.filter(({ name }) => name.trim() !== "");
  return { ...draft, reason: words(draft.reason), note: words(draft.note), assessors };
}

interface PartProps {
  told: Draft;
  change: (more: Partial<Draft>) => void;
}

function SixItems({ told, change }: PartProps) {
  const computed = levelOf(told.items);
  return (
    <>
      {ITEMS.map((item) => (
        <Choice
          key={item}
          legend={t(`item.${item}`)}
          name={`item-${item}`}
          options={(["met", "not_met", "not_assessed"] as const).map((value) => ({ value, words: t(`met.${value}`) }))}
          chosen={told.items[item] ?? null}
          onChoose={(value: Met) => change({ items: { ...told.items, [item]: value } })}
        />
      ))}
      <p class="assess-level" role="status">
        {computed ? t("assess.comes_to", { level: t(`level.${computed}`) }) : t("assess.open")}
      </p>
      <Choice
        legend={t("assess.level")}
        name="level"
        columns={2}
        options={(["", "self", "semi", "full"] as const).map((value) => ({
          value,
          words: value === "" ? t("assess.as_computed") : t(`level.${value}`),
        }))}
        chosen={(told.level ?? "") as "" | "self"}
        onChoose={(value) => change({ level: value || null })}
      />
    </>
  );
}

/** Its score and level stand as they are: nobody makes one of the three classes of them. */
function Gbt({ told, change }: PartProps) {
  return (
    <>
      <Notice>{t("gbt.apart")}</Notice>
      <label class="labelled">
        <span class="question">{t("gbt.score")}</span>
        <input
          class="field"
          inputMode="numeric"
          value={told.score ?? ""}
          onInput={(event) => {
            const score = /^\d{1,2}$/.test(event.currentTarget.value) ? Number(event.currentTarget.value) : null;
            change({ score, level: score === null || score > 90 ? null : gbtLevelOf(score) });
          }}
        />
      </label>
      <Choice
        legend={t("gbt.level")}
        name="gbt-level"
        options={(["1", "2", "3", "4", "5"] as const).map((value) => ({ value, words: t(`gbt.${value}`) }))}
        chosen={told.level as "1" | null}
        onChoose={(level) => change({ level })}
      />
    </>
  );
}

function Signed({ told, panel, change }: PartProps & { panel: Panel }) {
  const set = (at: number, more: Partial<Assessor>) =>
    change({ assessors: told.assessors.map((one, place) => (place === at ? { ...one, ...more } : one)) });
  return (
    <fieldset class="assess-signed">
      <legend class="question">{t("assess.signed")}</legend>
      <p class="soft">{panelWords(panel)}</p>
      {told.assessors.map((one, at) => (
        // Lines have no other name than their place.
        <div class="assess-assessor" key={at}>
          <Line label={t("assess.name", { n: at + 1 })} value={one.name} type={(name) => set(at, { name })} />
          <Line label={t("assess.unit", { n: at + 1 })} value={one.unit} type={(unit) => set(at, { unit })} />
          <label class="labelled">
            <span class="soft">{t("assess.kind", { n: at + 1 })}</span>
            <select
              class="field"
              value={one.kind}
              onChange={(event) => set(at, { kind: event.currentTarget.value as AssessorKind })}
            >
              {KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`kind.${kind}`)}
                </option>
              ))}
            </select>
          </label>
        </div>
      ))}
      {told.assessors.length < panel.most && (
        <Button
          kind="quiet"
          onPress={() => change({ assessors: [...told.assessors, { name: "", unit: "", kind: "civil_affairs" }] })}
        >
          {t("assess.one_more")}
        </Button>
      )}
    </fieldset>
  );
}

function panelWords({ least, most, doctor, third_party }: Panel): string {
  if (third_party) return t("panel.third_party");
  if (doctor) return t("panel.doctor", { least, most });
  return t("panel.any", { least });
}

/** What speaks against an assessment, in words. */
export function objectionWords(one: Objection, { least, most }: Pick<Panel, "least" | "most">): string {
  if (one === "too_few_assessors") return t("objection.too_few_assessors", { least });
  return one === "too_many_assessors" ? t("objection.too_many_assessors", { most }) : t(`objection.${one}`);
}

function Line({ label, value, type }: { label: string; value: string; type: (text: string) => void }) {
  return (
    <label class="labelled">
      <span class="soft">{label}</span>
      <input class="field" maxLength={60} value={value} onInput={(event) => type(event.currentTarget.value)} />
    </label>
  );
}

function Text({ label, value, type }: { label: string; value: string | null; type: (text: string) => void }) {
  return (
    <label class="labelled">
      <span class="question">{label}</span>
      <textarea
        class="field"
        rows={2}
        maxLength={500}
        value={value ?? ""}
        onInput={(event) => type(event.currentTarget.value)}
      />
    </label>
  );
}
