import { t } from "../i18n";
import type { PersonRow } from "../rows";

/** A carer that a list can be filtered by, named so that no two are alike. */
export interface CarerOption {
  id: string;
  label: string;
}

const COLLATOR = new Intl.Collator("zh-Hans-CN", { numeric: true });

/** The carers of the rows, by the village in which each has most people, then by name; people without one come first. */
export function carerOptions(rows: PersonRow[]): CarerOption[] {
  const carers = carersOf(rows).sort((a, b) => (a.village < b.village ? -1 : a.village > b.village ? 1 : byName(a, b)));
  const named = carers.map(({ id, name, village_name }) => ({ id, label: labelOf(name, village_name) }));
  return [{ id: "none", label: t("people.no_carer") }, ...named.map(apart)];
}

/** The carer that was meant by a text: the one so called, or the only one whose label holds it. */
export function carerMeant(options: CarerOption[], text: string): string | undefined {
  const wanted = folded(text);
  const exact = options.find(({ label }) => folded(label) === wanted);
  const holding = wanted === "" ? [] : options.filter(({ label }) => folded(label).includes(wanted));
  return exact?.id ?? (holding.length === 1 ? holding[0]?.id : undefined);
}

interface Carer {
  id: string;
  name: string;
  village: string;
  village_name: string;
}

function carersOf(rows: PersonRow[]): Carer[] {
  const theirs = new Map<string, PersonRow[]>();
  for (const row of rows) {
    if (row.carer !== null) theirs.set(row.carer.id, [...(theirs.get(row.carer.id) ?? []), row]);
  }
  return [...theirs].map(([id, people]) => {
    const { village, village_name, carer } = mostIn(people);
    return { id, name: carer?.name ?? "", village, village_name };
  });
}

function mostIn(people: PersonRow[]): PersonRow {
  const count = (village: string) => people.filter((row) => row.village === village).length;
  return people.reduce((most, row) => (count(row.village) > count(most.village) ? row : most));
}

const byName = (a: Carer, b: Carer) => COLLATOR.compare(a.name, b.name) || (a.id < b.id ? -1 : 1);

function labelOf(name: string, village: string): string {
  return t("people.carer_of", { name, village });
}

/** Two of one name in one village are told apart by a number. */
function apart(option: CarerOption, at: number, all: CarerOption[]): CarerOption {
  const before = all.slice(0, at).filter(({ label }) => label === option.label).length;
  return before === 0 ? option : { ...option, label: `${option.label} ${before + 1}` };
}

function folded(text: string): string {
  return text.normalize("NFKC").replace(/\s/g, "").toLowerCase();
}
