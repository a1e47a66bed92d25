import { type Signal, useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ClashBody, FillBody, Value, Values } from "../api/checkup-rows";
import { codeOf } from "../api/failure";
import { said } from "../forms/form";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { changesOf, doubtsIn, faultsIn, type Typed, typedOf, valuesWith } from "./entry";
import { CheckupField, remark } from "./field";
import { field, type Section, type Sex } from "./form";
import { t } from "./i18n";
import { isAsked } from "./rules";
import { Scores } from "./score-lines";
import { anchored, type Bounds } from "./scores";
import { valueWords } from "./value-words";

/** What a section is filled in with: where the phone and the desk differ. */
export interface SectionStore {
  loadDraft: () => Promise<Draft | null>;
  keepDraft: (draft: Draft) => void;
  save: (change: Pick<FillBody, "set" | "settle">) => Promise<void>;
  done: () => void;
}

/** What is typed so far, and what was seen when it was begun: a colleague may fill in the same meanwhile. */
export interface Draft {
  typed: Typed;
  seen: Values;
}

interface SectionFormProps {
  section: Section;
  sex: Sex;
  year: number;
  today: string;
  bounds: Bounds;
  /** All that the checkup holds, this section included. */
  values: Values;
  answers: Values;
  clashes: ClashBody[];
  store: SectionStore;
}

/** So many fields are drawn first; the rest follows frame by frame, so that a slow phone shows the first ones soon. */
const [FIRST, PER_FRAME] = [3, 6];

/** The fields of a section, each kept as a draft at every change, and saved together. */
export function SectionForm(props: SectionFormProps) {
  const { section, sex, year, today, values, answers, clashes, store } = props;
  const seen = useRef(answers);
  const typed = useSignal<Typed>(begun(section, values, answers));
  const chosen = useSignal<Record<string, "kept" | "other">>({});
  const state = useSignal<"ready" | "saving" | "asking" | "faults" | "not_saved" | "storage_full">("ready");
  const shown = useShown(section.fields.length);
  useDraft(store, typed, seen);
  const whole = useComputed(() => valuesWith(section, typed.value, values));
  const faults = useComputed(() => faultsIn(section, whole.value, year, today));
  const type = (name: string) => (value: string | string[]) => {
    typed.value = { ...typed.value, [name]: value };
    state.value = "ready";
    store.keepDraft({ typed: typed.value, seen: seen.current });
  };
  const save = async (sure: boolean) => {
    if (state.value === "saving") return;
    if (faults.value.size > 0) {
      state.value = "faults";
      focusOn(faults.value.keys().next().value);
      return;
    }
    if (!sure && doubtsIn(section, whole.value, seen.current, sex).length > 0) {
      state.value = "asking";
      return;
    }
    state.value = "saving";
    try {
      const settled = settling(clashes, chosen.value);
      const set = { ...changesOf(section, whole.value, seen.current, sex), ...settled.set };
      await store.save({ set, settle: settled.settle });
      store.done();
    } catch (thrown) {
      state.value = codeOf(thrown) === "storage_full" ? "storage_full" : "not_saved";
    }
  };
  const fields = section.fields.filter((one) => isAsked(one, whole.value, sex));
  return (
    <form
      class="checkup-form"
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => goOn(event, () => void save(false))}
      noValidate
    >
      <Clashes clashes={clashes} chosen={chosen} />
      {fields.slice(0, shown).map((one) => (
        <CheckupField
          key={one.id}
          field={one}
          typed={typed.value}
          values={whole.value}
          sex={sex}
          fault={faultShown(one.id, typed.value, faults.value.get(one.id), state.value === "faults")}
          type={type(one.id)}
        />
      ))}
      <Scores section={section.id} values={whole.value} bounds={props.bounds} />
      {state.value === "faults" && <Notice kind="trouble">{t("form.faults", { n: faults.value.size })}</Notice>}
      {(state.value === "not_saved" || state.value === "storage_full") && (
        <Notice kind="trouble">{t(`form.${state.value}`)}</Notice>
      )}
      {state.value === "asking" ? (
        <Sure
          doubts={doubtsIn(section, whole.value, seen.current, sex)}
          values={whole.value}
          sex={sex}
          yes={() => void save(true)}
          no={() => {
            state.value = "ready";
          }}
        />
      ) : (
        <Button icon="check" busy={state.value === "saving"} onPress={() => void save(false)}>
          {t(state.value === "saving" ? "form.saving" : "form.save")}
        </Button>
      )}
    </form>
  );
}

/** Questions with steps of BMI and waist are answered by what was measured. */
function begun(section: Section, values: Values, answers: Values): Typed {
  const measured = section.id === "constitution" ? (anchored(values) as Typed) : {};
  return { ...measured, ...typedOf(section, answers) };
}

function useShown(all: number): number {
  const shown = useSignal(FIRST);
  useEffect(() => {
    if (shown.value >= all) return undefined;
    const frame = requestAnimationFrame(() => {
      shown.value += PER_FRAME;
    });
    return () => cancelAnimationFrame(frame);
  }, [shown.value]);
  return shown.value;
}

/** A draft outlives a call, a flat battery and the back key. */
function useDraft(store: SectionStore, typed: Signal<Typed>, seen: { current: Values }): void {
  useEffect(() => {
    store.loadDraft().then(
      (draft) => {
        if (!draft) return;
        typed.value = draft.typed;
        seen.current = draft.seen;
      },
      () => undefined,
    );
  }, []);
}

/** Half a number is no fault yet: what is too low may still grow. */
function faultShown<F extends string>(name: string, typed: Typed, fault: F | undefined, all: boolean): F | undefined {
  if (all || fault !== "too_low") return fault;
  return document.activeElement?.getAttribute("name") === name && typed[name] ? undefined : fault;
}

function focusOn(name: string | undefined): void {
  const place = document.querySelector<HTMLElement>(`[data-field="${name}"]`);
  const input = place?.querySelector<HTMLElement>("input, textarea");
  input?.focus();
  place?.scrollIntoView({ block: "center" });
}

/** Enter goes on to the next field; at the last one it saves. In radio buttons the digit of a code chooses it. */
function goOn(event: KeyboardEvent, save: () => void): void {
  const target = event.target as HTMLInputElement;
  const form = (event.currentTarget as HTMLElement) ?? null;
  if (target.type === "radio" && /^\d$/.test(event.key)) {
    const option = form.querySelector<HTMLInputElement>(`input[name="${target.name}"][value="${event.key}"]`);
    option?.click();
    option?.focus();
    event.preventDefault();
    return;
  }
  if (event.key !== "Enter" || target.tagName === "TEXTAREA" || target.tagName === "BUTTON") return;
  event.preventDefault();
  const places = Array.from(form.querySelectorAll<HTMLElement>("[data-field]"));
  const at = places.findIndex((place) => place.contains(target));
  const next = places[at + 1]?.querySelector<HTMLElement>("input:checked, input, textarea");
  if (next) next.focus();
  else save();
}

function settling(clashes: ClashBody[], chosen: Record<string, "kept" | "other">): Pick<FillBody, "set" | "settle"> {
  const decided = clashes.filter(({ id }) => chosen[id]);
  const set: FillBody["set"] = {};
  for (const { id, field: name, kept, other } of decided) if (chosen[id] === "other") set[name] = [kept, other];
  return { set, settle: decided.map(({ id }) => id) };
}

function Clashes({ clashes, chosen }: { clashes: ClashBody[]; chosen: Signal<Record<string, "kept" | "other">> }) {
  return (
    <>
      {clashes.map((clash) => (
        <fieldset class="card ask checkup-clash" key={clash.id}>
          <legend class="question">{t("clash.title", { field: said(field(clash.field)) })}</legend>
          <p>{t("clash.why", { name: clash.other_by })}</p>
          {(["kept", "other"] as const).map((which) => (
            <label class="clash-option" key={which}>
              <input
                type="radio"
                name={`clash-${clash.id}`}
                checked={chosen.value[clash.id] === which}
                onChange={() => {
                  chosen.value = { ...chosen.value, [clash.id]: which };
                }}
              />
              <span>
                {t(`clash.${which}`)} {valueWords(field(clash.field), clash[which] as Value)}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
    </>
  );
}

interface SureProps {
  doubts: string[];
  values: Values;
  sex: Sex;
  yes: () => void;
  no: () => void;
}

function Sure({ doubts, values, sex, yes, no }: SureProps) {
  const place = useRef<HTMLElement>(null);
  useEffect(() => place.current?.scrollIntoView({ block: "end" }), []);
  return (
    <section class="card ask" role="alert" ref={place}>
      <h2>{t("sure.title")}</h2>
      <ul class="dots">
        {doubts.map((name) => (
          <li key={name}>
            {said(field(name))} <strong>{valueWords(field(name), values[name] ?? null)}</strong>{" "}
            {remark(field(name), values[name] ?? null, sex)?.words}
          </li>
        ))}
      </ul>
      <Button icon="check" onPress={yes}>
        {t("sure.yes")}
      </Button>
      <Button kind="second" onPress={no}>
        {t("sure.no")}
      </Button>
    </section>
  );
}
