import { hasInitials } from "../people/initials";
import type { CarerLoad } from "../rows";

const COLLATOR = new Intl.Collator("zh-Hans-CN", { numeric: true });

/** Who might take people of these villages: who goes there already, then who has least to do. `text` is a name, its letters or a village. */
export function candidates(loads: CarerLoad[], villages: string[], text: string, without: string): CarerLoad[] {
  const wanted = text.normalize("NFKC").replace(/\s/g, "").toLowerCase();
  return loads
    .filter((load) => load.user !== without && matches(load, wanted))
    .sort(
      (a, b) =>
        nearness(b, villages) - nearness(a, villages) || a.visits - b.visits || COLLATOR.compare(a.name, b.name),
    );
}

/** How many of a worker's people live in these villages. */
export function nearness({ villages }: CarerLoad, wanted: string[]): number {
  return villages.reduce((sum, each) => sum + (wanted.includes(each.village_name) ? each.people : 0), 0);
}

function matches({ name, villages }: CarerLoad, wanted: string): boolean {
  if (wanted === "" || name.includes(wanted)) return true;
  return hasInitials(name, wanted) || villages.some(({ village_name }) => village_name.includes(wanted));
}
