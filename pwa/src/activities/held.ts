/** What this phone knows of activities: theirs, how the township stands with them, and whom none has reached for long. */
import { computed } from "@preact/signals";
import type { ActivityEnvelope } from "../api/activity-rows";
import type { Kind } from "../api/rows";
import { inOrderOfDay, type ServiceRecord } from "../duties/credit";
import { type Day, dayOf } from "../duties/days";
import { inForce } from "../duties/eligible";
import { lightOfDuty } from "../duties/light";
import { localDay } from "../duties/moments";
import { account, zone } from "../local/accounts";
import { current } from "../local/current";
import type { Saved } from "../local/overlay";
import { people } from "../local/view";
import { duties } from "../register/county";
import { factOn } from "../register/facts";
import { today } from "../ui/today";
import { type ActivityView, activitiesWith, lastServed } from "./laid-over";
import { type MonthDuty, withDays } from "./month-duty";

function told<K extends Kind>(kind: K, prefix: string) {
  return computed(() => {
    const memory = current.value?.memory;
    if (!memory) return [];
    return memory.now(() => {
      const files = memory.files.names().filter((name) => name.startsWith(prefix));
      return files.flatMap((name) => memory.files.bodies(name, kind));
    });
  });
}

const rows = told("activity", "v:");
const lists = told("sign_up", "v:");
const records = told("record", "t:");

/** The townships of the county: with whom a leader may plan. */
export const townships = computed(() => organisers.value.flatMap((row) => row.townships));
const organisers = told("organisers", "v:");

const items = computed(() => {
  const memory = current.value?.memory;
  if (!memory) return [];
  const settled = new Set(memory.issues.value.flatMap((issue) => (issue.resolved_at ? [issue.mutation] : [])));
  const saved = memory.now(() => memory.savedOf(""));
  return saved.filter((one): one is Saved<ActivityEnvelope> => isActivity(one) && !settled.has(one.row.id));
});

function isActivity({ envelope }: Saved): boolean {
  return envelope.op.startsWith("activity.");
}

/** In the order of their days. */
export const activities = computed<ActivityView[]>(() => {
  const who = account.value;
  return who ? activitiesWith(rows.value, lists.value, items.value, who, nameOf) : [];
});

function nameOf(code: string): string {
  const own = account.value?.place === code ? account.value.place_name : "";
  return townships.value.find((each) => each.code === code)?.name ?? own;
}

/** What has been done, told or not, as the engine counts it. */
const counted = computed<ServiceRecord[]>(() => {
  const theirs = records.value
    .filter(({ kind }) => kind === "activity")
    .map(({ id, kind, role, start, end, status, beneficiaries, service_date }) => ({
      ...{ id, kind, role, start, end, status, beneficiaries },
      service_date: dayOf(service_date),
    }));
  const role = account.value?.role ?? null;
  const own = activities.value.flatMap(({ id, report, beneficiaries }) =>
    report ? [{ id, kind: "activity", role, start: report.start, end: report.end ?? null, beneficiaries }] : [],
  );
  return [...theirs, ...own.map((one) => ({ ...one, service_date: dayOn(one.start) }))];
});

function dayOn(start: string): Day {
  return localDay(Date.parse(start), zone.value);
}

/** How the township stands with what activities count for. */
export const standing = computed<MonthDuty[]>(() => {
  const owed = duties.value.filter(({ subject, credit }) => subject === "township" && isFor(credit?.kinds));
  const done = inOrderOfDay(counted.value);
  // A township is always in the population (semantics §3).
  const lights = owed.map((duty) => ({ duty, ...lightOfDuty(duty, [inForce(duty)], done, today.value) }));
  return lights.filter(({ light }) => light !== "grey").map((light) => withDays(light, done, today.value));
});

function isFor(kinds: readonly string[] | null | undefined): boolean {
  return !kinds || kinds.includes("activity");
}

/** For so long nobody is called unreached. */
export const LONG = 60;

/** Of her people those whom no activity has named for long, who was never named first. */
export const unreached = computed(() => {
  const served = records.value.flatMap(({ service_date, status, answers }) =>
    status === "valid" ? [{ day: dayOf(service_date), served: namesIn(answers.served) }] : [],
  );
  const own = activities.value.flatMap(({ report }) =>
    report ? [{ day: dayOn(report.start), served: report.served }] : [],
  );
  const meant = (id: string) => current.value?.memory.files.meant(id) ?? id;
  const last = lastServed([...served, ...own].map((each) => ({ day: each.day, served: each.served.map(meant) })));
  return known.value
    .map((view) => ({ view, last: last.get(view.person.id) ?? null }))
    .filter((one) => one.last === null || today.value - one.last > LONG)
    .sort((one, other) => (one.last ?? 0) - (other.last ?? 0));
});

/** Whom this phone knows and who is alive: whom an activity may serve. */
export const known = computed(() => people.value.filter(({ facts }) => !factOn(facts, "death", today.value)));

function namesIn(served: unknown): string[] {
  return Array.isArray(served) ? served.filter((one) => typeof one === "string") : [];
}
