import { signal } from "@preact/signals";
import { codeOf } from "../api/failure";
import { askedNow, askedThen } from "../forms/asked";
import { wall } from "../ui/today";
import { dropDraft, keepDraft, loadDraft } from "./drafts";
import {
  type Change,
  changed,
  draftOf,
  emptyForm,
  type Outcome,
  type Problem,
  problemsOf,
  resumed,
  type VisitDraft,
  type VisitForm,
  visitOf,
} from "./form";
import { saveVisit } from "./save";
import { doorOf } from "./scanned";

/** The form of one person while it is open: taken up from its draft, kept as a draft at each change, saved once. */
export class VisitInHand {
  /** Null until the draft has been looked for. */
  readonly form = signal<VisitForm | null>(null);
  readonly problems = signal<Problem[]>([]);
  readonly restored = signal(false);
  readonly saving = signal(false);
  /** The code of what kept the last save from being stored. */
  readonly failure = signal<string | null>(null);

  constructor(
    private readonly person: string,
    private readonly outcome: Outcome,
    private readonly trip?: string,
  ) {}

  async open(): Promise<void> {
    // Without drafts a form is as good as with an empty one.
    const draft = await loadDraft<VisitDraft>(this.person).catch(() => null);
    this.restored.value = draft !== null;
    // A draft of before forms were data names no version: that was the first.
    const asked = (draft && askedThen("visit", draft.version ?? 1)) ?? askedNow("visit");
    this.form.value = this.atDoor(draft ? resumed(draft, asked, this.outcome) : emptyForm(asked, this.outcome, look()));
  }

  change(made: Change): void {
    if (!this.form.value || this.saving.value) return;
    const next = changed(this.form.value, made);
    this.form.value = next;
    if (this.problems.value.length > 0) this.problems.value = problemsOf(next, Date.now());
    void keepDraft(this.person, draftOf(next)).catch(() => undefined);
  }

  restart(): void {
    this.form.value = this.atDoor(emptyForm(askedNow("visit"), this.outcome, look()));
    this.restored.value = false;
    this.problems.value = [];
    void dropDraft(this.person).catch(() => undefined);
  }

  /** The id of the record, or null when nothing was saved: because it is being saved already, or `problems` or `failure` say why. */
  async save(): Promise<string | null> {
    const form = this.form.value;
    if (!form || this.saving.value) return null;
    const at = Date.now();
    const problems = problemsOf(form, at);
    if (problems.length === 0) return this.store(form);
    // The page may have slept with the form on it: what it asks then must be seen as well.
    wall.value = at;
    this.problems.value = problems;
    return null;
  }

  private atDoor(form: VisitForm): VisitForm {
    return { ...form, door: doorOf(this.person) ?? form.door };
  }

  private async store(form: VisitForm): Promise<string | null> {
    this.saving.value = true;
    this.failure.value = null;
    try {
      const visit = visitOf(form, this.person, Date.now());
      // What is said to have been at another time was on another trip.
      return await saveVisit({ ...visit, ...(this.trip && form.day === null && { trip: this.trip }) });
    } catch (thrown) {
      this.failure.value = codeOf(thrown);
      this.saving.value = false;
      return null;
    }
  }
}

/** Now. The page's clock goes along: a form that was opened after its last look would seem to come from the future. */
function look(): number {
  wall.value = Date.now();
  return wall.value;
}
