/** People whom another phone has handed over, as long as the server has not told of them (docs/decisions/0125). */
import type { HandedView } from "../api/cover-rows";
import type { AssignmentBody, CoverEndEnvelope, CoverEnvelope } from "../api/rows";
import { newestFirst, type PersonView, type RecordView, type Saved } from "./overlay";

export type CoverItem = Saved<CoverEnvelope> | Saved<CoverEndEnvelope>;

export function isCover(saved: Saved | null): saved is CoverItem {
  return saved?.envelope.op === "cover.create" || saved?.envelope.op === "cover.end";
}

/** This phone's own items about covers, and whom they show. */
export class Covers {
  private readonly known = new Map<string, CoverItem>();
  private views = new Map<string, HandedView>();

  clear(): void {
    this.known.clear();
    this.views.clear();
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
    this.views = shownBy(this.items());
    return [...before, ...this.people()];
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
}

function shownBy(items: CoverItem[]): Map<string, HandedView> {
  const ended = new Set(items.flatMap(({ envelope }) => (envelope.op === "cover.end" ? [envelope.body.cover] : [])));
  const found = new Map<string, HandedView>();
  for (const { row, envelope } of items) {
    if (envelope.op !== "cover.create" || !isShown(row) || ended.has(envelope.body.id)) continue;
    for (const view of envelope.body.shown?.views ?? []) found.set(view.person.id, view);
  }
  return found;
}

/** Sent, it is shown until all that it came to has been told: then the copy beside the envelope goes. Refused, it shows nobody. */
function isShown({ state, copy, code }: CoverItem["row"]): boolean {
  if (state === "parked") return code === "missing_reference";
  return state === "queued" || copy !== undefined;
}
