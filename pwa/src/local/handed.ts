/** People whom another phone has handed over, as long as the server has not told of them (docs/decisions/0125). */
import type { HandedView } from "../api/cover-rows";
import type { AssignmentBody, CoverEndEnvelope, CoverEnvelope, IssueBody } from "../api/rows";
import { isTakenIn, newestFirst, type PersonView, type RecordView, type Saved } from "./overlay";

export type CoverItem = Saved<CoverEnvelope> | Saved<CoverEndEnvelope>;

export function isCover(saved: Saved | null): saved is CoverItem {
  return saved?.envelope.op === "cover.create" || saved?.envelope.op === "cover.end";
}

/** The draft that lists what was given from this phone (`covers/saving.ts`). */
export const GIVEN = "covers-given";

/** The covers that were ended on this phone; an end that was not taken ends nothing. */
export function endedBy(items: readonly CoverItem[]): Set<string> {
  const taken = items.filter(({ row }) => row.state !== "parked");
  return new Set(taken.flatMap(({ envelope }) => (envelope.op === "cover.end" ? [envelope.body.cover] : [])));
}

/** This phone's own items about covers, and whom they show. */
export class Covers {
  private readonly known = new Map<string, CoverItem>();
  /** Null: to be put together anew. */
  private laid: Map<string, HandedView> | null = null;

  /** `settled`: what the township has made of an item that was not taken, if anything. */
  constructor(private readonly settled: (mutation: string) => IssueBody | undefined) {}

  clear(): void {
    this.known.clear();
    this.outdate();
  }

  /** To be called when something may have been settled. */
  outdate(): void {
    this.laid = null;
  }

  items(): CoverItem[] {
    return Array.from(this.known.values());
  }

  people(): string[] {
    return Array.from(this.views.keys());
  }

  /** Takes an item in as it is now; gives whom that may have changed. */
  lay(id: string, saved: Saved | null): string[] {
    const before = this.people();
    const was = this.known.delete(id);
    if (isCover(saved)) this.known.set(id, saved);
    else if (!was) return [];
    this.outdate();
    return [...before, ...this.people()];
  }

  /**
   * Whether an item shows people of whom the server tells nothing yet, as their days have not come on a `day` (ISO):
   * from their first day on what it tells is all there is, for somebody may have ended the cover before.
   */
  isToCome(id: string, day: string): boolean {
    const { envelope } = this.known.get(id) ?? {};
    if (envelope?.op !== "cover.create" || endedBy(this.items()).has(envelope.body.id)) return false;
    return envelope.body.shown?.views.some(({ assignment }) => assignment.valid_from > day) ?? false;
  }

  assignments(person: string): AssignmentBody[] {
    const view = this.views.get(person);
    return view ? [view.assignment] : [];
  }

  /** A person as the code said her, with what was written here since; null where nobody has handed her over. */
  view(
    person: string,
    written: () => Pick<PersonView, "records" | "checkups" | "reports" | "needs">,
  ): PersonView | null {
    const view = this.views.get(person);
    if (!view) return null;
    const told: RecordView[] = view.last ? [{ ...view.last, state: "sent" }] : [];
    const nothing = { edits: null, conflicts: [], doors: [], years: [] };
    const here = written();
    const records = newestFirst([...told, ...here.records]);
    const { facts, assignment } = view;
    return { ...nothing, ...here, person: view.person, facts, assignments: [assignment], records, handed: true };
  }

  private get views(): Map<string, HandedView> {
    if (this.laid) return this.laid;
    const ended = endedBy(this.items());
    this.laid = new Map();
    for (const { row, envelope } of this.known.values()) {
      if (envelope.op !== "cover.create" || !this.isShown(row) || ended.has(envelope.body.id)) continue;
      for (const view of envelope.body.shown?.views ?? []) this.laid.set(view.person.id, view);
    }
    return this.laid;
  }

  /**
   * Sent, it is shown until all that it came to has been told: then the copy beside the envelope goes. Refused, or
   * settled by the township in another way than by taking it in, it shows nobody.
   */
  private isShown({ id, state, copy, code }: CoverItem["row"]): boolean {
    if (state !== "parked") return state === "queued" || copy !== undefined;
    const settled = this.settled(id);
    return settled ? isTakenIn(settled.resolution) : code === "missing_reference";
  }
}
