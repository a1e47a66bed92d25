import { signal } from "@preact/signals";
import { codeOf } from "../api/failure";
import { askedNow, askedThen } from "../forms/asked";
import { current } from "../local/current";
import type { RecordView } from "../local/view";
import { wall } from "../ui/today";
import { type Change, changed, draftOf, type Problem, problemsOf, resumed } from "./form";
import { mendKey, saveAmendment, saveVoiding } from "./mend";
import { formOf, type MendDraft, type MendForm, type Mending, mendedVisit } from "./mend-form";

export type MendProblem = Problem | "why";

/** A record being put right: taken up from its draft, kept as a draft at each change, saved once. */
export class MendInHand {
  /** Null until the draft has been looked for. */
  readonly form = signal<MendForm | null>(null);
  readonly problems = signal<MendProblem[]>([]);
  readonly saving = signal(false);
  /** The code of what kept the last save from being stored. */
  readonly failure = signal<string | null>(null);

  constructor(private readonly record: RecordView) {}

  async open(): Promise<void> {
    const draft = await current.value?.outbox.draft<MendDraft>(mendKey(this.record.id)).catch(() => null);
    const { form, form_version } = this.record;
    // A record keeps the version that it was made with.
    const asked = askedThen(form, form_version) ?? askedNow(form);
    this.form.value = draft
      ? { ...draft, visit: resumed(draft.visit, asked, draft.visit.outcome) }
      : { how: "amend", why: null, visit: formOf(this.record, asked) };
  }

  change(made: Change): void {
    if (this.form.value) this.keep({ visit: changed(this.form.value.visit, made) });
  }

  /** Another way of putting it right asks for another reason, and nothing of it has failed yet. */
  turn(how: Mending): void {
    this.problems.value = [];
    this.failure.value = null;
    this.keep({ how, why: null });
  }

  keep(part: Partial<MendForm>): void {
    if (!this.form.value || this.saving.value) return;
    const next = { ...this.form.value, ...part };
    this.form.value = next;
    if (this.problems.value.length > 0) this.problems.value = problemsIn(next);
    void current.value?.outbox
      .keepDraft(mendKey(this.record.id), { ...next, visit: draftOf(next.visit) })
      .catch(() => undefined);
  }

  /** Whether it was saved; if not, `problems` or `failure` say why. */
  async save(): Promise<boolean> {
    const form = this.form.value;
    if (!form || this.saving.value) return false;
    wall.value = Date.now();
    this.problems.value = problemsIn(form);
    return this.problems.value.length === 0 && this.store(form);
  }

  private async store({ how, why, visit }: MendForm): Promise<boolean> {
    this.saving.value = true;
    this.failure.value = null;
    const reason = why ?? "other";
    try {
      const offset = current.value?.clock.reading().offset ?? 0;
      if (how === "void") await saveVoiding(this.record, reason);
      else await saveAmendment(mendedVisit(visit, this.record, offset, Date.now()), this.record.id, reason);
      return true;
    } catch (thrown) {
      this.failure.value = codeOf(thrown);
      this.saving.value = false;
      return false;
    }
  }
}

function problemsIn({ how, why, visit }: MendForm): MendProblem[] {
  const missing: MendProblem[] = why === null ? ["why"] : [];
  return how === "void" ? missing : [...problemsOf(visit, Date.now()), ...missing];
}
