/** What the pages read: the current user's people, records and counts. */
import { computed, type ReadonlySignal } from "@preact/signals";
import type { NeedToldBody } from "../api/need-rows";
import type { ExtraBody, PolicyBody } from "../api/rows";
import type { MembershipBody } from "../api/team-rows";
import { current } from "./current";
import type { PersonView, Waiting } from "./memory";
import type { RecordView } from "./overlay";

export type { PersonView, Waiting } from "./memory";
export type { NeedView, RecordState, RecordView, ReportView } from "./overlay";

export const people: ReadonlySignal<PersonView[]> = computed(() => current.value?.memory.people.value ?? []);
/** The user's own records, newest first: those of the last 60 days on this phone, and those that the server has told. */
export const myRecords: ReadonlySignal<RecordView[]> = computed(() => current.value?.memory.myRecords.value ?? []);
export const policies: ReadonlySignal<PolicyBody[]> = computed(() => current.value?.memory.policies.value ?? []);
export const extras: ReadonlySignal<ExtraBody[]> = computed(() => current.value?.memory.extras.value ?? []);
export const unsent: ReadonlySignal<number> = computed(() => current.value?.memory.unsent.value ?? 0);
export const attention: ReadonlySignal<number> = computed(() => current.value?.memory.attention.value ?? 0);
export const memberships: ReadonlySignal<MembershipBody[]> = computed(
  () => current.value?.memory.memberships.value ?? [],
);
/** What needs attention and is shown as none of `myRecords`. */
export const waitingUnshown: ReadonlySignal<Waiting[]> = computed(
  () => current.value?.memory.waitingUnshown.value ?? [],
);

/** What became of needs that she raised about people who are with somebody else now. */
export const needsElsewhere: ReadonlySignal<NeedToldBody[]> = computed(
  () => current.value?.memory.needsElsewhere.value ?? [],
);

export function personView(id: string): ReadonlySignal<PersonView | undefined> {
  return computed(() => current.value?.memory.person(id));
}
