/** Activities as the server told them, with what this phone has planned, signed up for, reported and called off. */
import type { ActivityBody, ActivityEnvelope, DoneBody, SignUpRow } from "../api/activity-rows";
import type { RecordState, Saved } from "../local/overlay";

export interface ActivityView extends ActivityBody {
  /** Who comes, in the order of their names. */
  coming: SignUpRow[];
  /** Where this phone's last word about the activity itself is; null: it has said none. */
  state: RecordState | null;
  /** Where her own line on the list is; null: she has written none here. */
  mine: RecordState | null;
  /** A report of this phone's that the server has not told yet. */
  report: DoneBody | null;
}

export interface Author {
  user: string;
  name: string;
  place: string;
}

type Item = Saved<ActivityEnvelope>;

const STATES = { queued: "on_this_phone", acked: "sent", parked: "needs_attention" } as const;

/** `items` are those that are not settled; `nameOf` says what a township is called. */
export function activitiesWith(
  told: readonly ActivityBody[],
  lists: readonly SignUpRow[],
  items: readonly Item[],
  author: Author,
  nameOf: (code: string) => string,
): ActivityView[] {
  const views = new Map(told.map((body) => [body.id, viewOf(body, lists)]));
  for (const item of [...items].sort((a, b) => a.row.n - b.row.n)) lay(item, views, author, nameOf);
  return Array.from(views.values()).sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function key({ day, time, id }: ActivityBody): string {
  return `${day} ${time} ${id}`;
}

function viewOf(body: ActivityBody, lists: readonly SignUpRow[]): ActivityView {
  const coming = lists.filter(({ activity, going }) => activity === body.id && going).sort(byName);
  return { ...body, coming, state: null, mine: null, report: null };
}

function byName(one: SignUpRow, other: SignUpRow): number {
  return one.user_name < other.user_name ? -1 : one.user_name > other.user_name ? 1 : 0;
}

function lay(item: Item, views: Map<string, ActivityView>, author: Author, nameOf: (code: string) => string): void {
  const { row, envelope } = item;
  const state = STATES[row.state];
  if (envelope.op === "activity.plan") {
    const { body } = envelope;
    if (!views.has(body.id)) views.set(body.id, { ...planned(body, author, nameOf), state });
    return;
  }
  const view = views.get(envelope.body.activity);
  if (!view) return;
  if (envelope.op === "activity.sign_up") signUp(view, envelope.body.going, state, author);
  else if (state === "needs_attention") view.state = state;
  else if (view.status === "planned") become(view, envelope, state);
}

function planned(
  body: { id: string; organisers: string[] } & Pick<ActivityBody, "kind" | "day" | "time" | "place">,
  { user, name, place }: Author,
  nameOf: (code: string) => string,
): ActivityView {
  const organisers = [place.slice(0, 9), ...body.organisers];
  const nothing = { title: "", note: null, start: null, end: null, cancel_reason: null, cancel_note: null };
  const none = { present: [], others: 0, beneficiaries: 0, content: [], solved: [], pictures: 0, coming: [] };
  return {
    ...nothing,
    ...none,
    ...body,
    township: organisers[0] ?? "",
    organisers,
    organiser_names: organisers.map(nameOf),
    status: "planned",
    planned_by: user,
    planned_by_name: name,
    state: null,
    mine: null,
    report: null,
  };
}

/** What the server has taken in it tells by itself: only what it has not is laid over it. */
function signUp(view: ActivityView, going: boolean, state: RecordState, { user, name }: Author): void {
  view.mine = state;
  const isListed = view.coming.some((line) => line.user === user);
  if (state !== "on_this_phone" && !(state === "sent" && going && !isListed)) return;
  const others = view.coming.filter((line) => line.user !== user);
  const hers = { id: "", activity: view.id, user, user_name: name, going };
  view.coming = going ? [...others, hers].sort(byName) : others;
}

function become(view: ActivityView, envelope: ActivityEnvelope, state: RecordState): void {
  view.state = state;
  if (envelope.op === "activity.cancel") {
    view.status = "cancelled";
    view.cancel_reason = envelope.body.reason;
  }
  if (envelope.op !== "activity.done") return;
  const { start, end, present, others, served, served_others, content, solved, pictures } = envelope.body;
  const beneficiaries = new Set(served).size + served_others;
  Object.assign(view, { status: "done", start, end: end ?? null, present, others, beneficiaries, content, solved });
  view.pictures = pictures?.length ?? 0;
  view.report = envelope.body;
}

/** On which day somebody was last served, by person; of reports that name her. */
export function lastServed(reports: readonly { day: number; served: readonly string[] }[]): Map<string, number> {
  const last = new Map<string, number>();
  for (const { day, served } of reports)
    for (const person of served) last.set(person, Math.max(day, last.get(person) ?? day));
  return last;
}
