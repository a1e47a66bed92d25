/** Checkups as this phone knows them: what the server told, with what was filled in here laid over it. */
import { computed, type ReadonlySignal } from "@preact/signals";
import type { CheckupSectionBody, ClashBody, Value, Values } from "../api/checkup-rows";
import type { FillEnvelope } from "../api/rows";
import { isoOf } from "../duties/days";
import { current } from "../local/current";
import type { HealthFile } from "../local/health";
import type { RecordState, Saved } from "../local/overlay";
import { type PersonView, people } from "../local/view";
import { today } from "../ui/today";
import { type Contract, contractOf, inForce } from "./contracts";
import { isOwed, type Rule, ruleOf } from "./owed";
import { type CheckupState, findingsOf, standingOf } from "./rules";

/** A section with what is in it, who changed it last, and where that is. */
export interface SectionView {
  answers: Values;
  clashes: ClashBody[];
  author: string | null;
  state: RecordState | null;
}

/** A checkup of a person: all its values, and where it stands. */
export interface CheckupView {
  view: PersonView;
  year: number;
  values: Values;
  sections: ReadonlyMap<string, SectionView>;
  state: CheckupState;
  day: string | null;
  missing: string[];
  abnormal: number;
  urgent: number;
  clashes: number;
  unsent: boolean;
  contract: Contract | null;
}

export const rule: ReadonlySignal<Rule> = computed(() => ruleOf(current.value?.memory.checkupRules.value ?? []));

/** The places of villages on the route of the bus; a village without one comes after. */
export const stops: ReadonlySignal<ReadonlyMap<string, number>> = computed(() => {
  const routes = current.value?.memory.checkupRoutes.value ?? [];
  return new Map(routes.flatMap(({ villages }) => villages.map((village, at): [string, number] => [village, at])));
});

export const thisYear: ReadonlySignal<number> = computed(() => Number(isoOf(today.value).slice(0, 4)));

/** Everybody on this phone who is owed a checkup this year or has one begun. */
export const checkups: ReadonlySignal<CheckupView[]> = computed(() => {
  const year = thisYear.value;
  const all = people.value.map((view) => ({
    checkup: checkupOf(view, year),
    owed: isOwed(view, rule.value, today.value),
  }));
  return all.filter(({ checkup, owed }) => owed || checkup.state !== "due").map(({ checkup }) => checkup);
});

export function checkupOf(view: PersonView, year: number): CheckupView {
  const file = current.value?.memory.health(view.person.id);
  const sections = file ? sectionsIn(file, year) : new Map<string, SectionView>();
  const all = Array.from(sections.values());
  const values: Values = Object.assign({}, ...all.map(({ answers }) => answers));
  const found = findingsOf(values, view.person.sex);
  return {
    view,
    year,
    values,
    sections,
    ...standingOf(values, view.person.sex),
    abnormal: found.length,
    urgent: found.filter(({ urgent }) => urgent).length,
    clashes: all.reduce((sum, { clashes }) => sum + clashes.length, 0),
    unsent: all.some(({ state }) => state === "on_this_phone"),
    contract: file ? contractIn(file) : null,
  };
}

/** The contract that holds today, whichever year's section it stands in. */
function contractIn(file: HealthFile): Contract | null {
  const told = file.rows.flatMap(({ body }) => (body?.section === "contract" ? [body.year] : []));
  const here = file.fills.flatMap(({ envelope: { body } }) => (body.section === "contract" ? [body.year] : []));
  const years = Array.from(new Set([...told, ...here]), (each) => sectionsIn(file, each).get("contract"));
  const found = years.flatMap((section) => (section && contractOf(section.answers)) ?? []);
  return inForce(found, isoOf(today.value));
}

export function sectionsIn({ rows, fills, epoch }: HealthFile, year: number): Map<string, SectionView> {
  const found = new Map<string, SectionView>();
  const versions = new Map<string, number>();
  for (const { body, version } of rows) {
    if (!body || body.year !== year) continue;
    versions.set(body.section, version);
    found.set(body.section, told(body));
  }
  const hers = fills.filter(({ envelope }) => envelope.body.year === year).sort((a, b) => a.row.n - b.row.n);
  for (const fill of hers) {
    const { section } = fill.envelope.body;
    if (!isShown(fill, versions.get(section) ?? 0, epoch)) continue;
    found.set(section, laidOver(found.get(section), fill));
  }
  return found;
}

function told({ answers, clashes, author_name }: CheckupSectionBody): SectionView {
  return { answers, clashes, author: author_name, state: "sent" };
}

/** Until the server's row includes it, this phone shows its own. */
function isShown({ row }: Saved<FillEnvelope>, version: number, epoch: string | null): boolean {
  if (row.state !== "acked" || row.version === undefined) return row.state === "queued";
  return version < row.version || row.epoch !== epoch;
}

function laidOver(seen: SectionView | undefined, { row, envelope }: Saved<FillEnvelope>): SectionView {
  const answers: Values = { ...seen?.answers };
  for (const [name, [, next]] of Object.entries(envelope.body.set)) put(answers, name, next);
  const clashes = (seen?.clashes ?? []).filter(({ id }) => !envelope.body.settle.includes(id));
  const state = row.state === "queued" ? "on_this_phone" : "sent";
  return { answers, clashes, author: seen?.author ?? null, state };
}

function put(answers: Values, name: string, value: Value): void {
  if (value === null) delete answers[name];
  else answers[name] = value;
}
