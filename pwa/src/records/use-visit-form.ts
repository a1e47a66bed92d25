import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { codeOf } from "../api/failure";
import { dropDraft, keepDraft, loadDraft } from "./drafts";
import {
  type Change,
  changed,
  emptyForm,
  type Outcome,
  type Problem,
  problemsOf,
  resumed,
  type VisitForm,
  visitOf,
} from "./form";
import { saveVisit } from "./save";

export interface VisitFormState {
  /** Null until the draft has been looked for. */
  form: Signal<VisitForm | null>;
  problems: Signal<Problem[]>;
  restored: Signal<boolean>;
  saving: Signal<boolean>;
  failure: Signal<string | null>;
  change: (change: Change) => void;
  restart: () => void;
  /** The id of the record, or null when it was not saved: `problems` or `failure` say why. */
  save: () => Promise<string | null>;
}

/** The form of one person: taken up from its draft, kept as a draft at each change, saved once. */
export function useVisitForm(person: string, outcome: Outcome): VisitFormState {
  const form = useSignal<VisitForm | null>(null);
  const problems = useSignal<Problem[]>([]);
  const restored = useSignal(false);
  const saving = useSignal(false);
  const failure = useSignal<string | null>(null);
  const left = useRef(false);

  useEffect(() => {
    void openForm();
    return () => {
      left.current = true;
    };
  }, []);

  async function openForm() {
    const draft = (await loadDraft(person).catch(() => undefined)) as VisitForm | undefined;
    if (left.current) return;
    restored.value = Boolean(draft);
    form.value = draft ? resumed(draft, outcome, Date.now()) : emptyForm(outcome, Date.now());
  }

  function change(made: Change) {
    if (!form.value || saving.value) return;
    const next = changed(form.value, made);
    form.value = next;
    if (problems.value.length > 0) problems.value = problemsOf(next, Date.now());
    void keepDraft(person, next).catch(() => undefined);
  }

  function restart() {
    form.value = emptyForm(outcome, Date.now());
    restored.value = false;
    problems.value = [];
    void dropDraft(person).catch(() => undefined);
  }

  async function save() {
    if (!form.value || saving.value) return null;
    problems.value = problemsOf(form.value, Date.now());
    if (problems.value.length > 0) return null;
    saving.value = true;
    failure.value = null;
    try {
      return await saveVisit(visitOf(form.value, person, Date.now()));
    } catch (thrown) {
      failure.value = codeOf(thrown);
      saving.value = false;
      return null;
    }
  }

  return { form, problems, restored, saving, failure, change, restart, save };
}
