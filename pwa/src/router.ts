import { signal } from "@preact/signals";

/** Every page there is. The path is behind the #, so that no server ever sees a person's id or a sign-in code. */
export type Route =
  | { page: "home" }
  | { page: "person"; person: string }
  | { page: "visit"; person: string; outcome: "met" | "not_met"; trip?: string }
  | { page: "report"; person: string; what: string }
  | { page: "profile"; person: string }
  | { page: "checkups" }
  | { page: "assess"; person: string }
  | { page: "checkup"; person: string; section: string }
  | { page: "need"; person: string; record: string }
  | { page: "concern"; person: string }
  | { page: "saved"; record: string }
  | { page: "records" }
  | { page: "month" }
  | { page: "questions" }
  | { page: "activities"; activity: string; step: string }
  | { page: "hygiene"; person: string }
  | { page: "agreement"; person: string; agreement: string }
  | { page: "help" }
  | { page: "mend"; record: string }
  | { page: "me" }
  | { page: "reminders" }
  | { page: "due"; reply: string }
  | { page: "practice" }
  | { page: "sign-in" }
  | { page: "password" }
  | { page: "enrol"; code: string }
  | { page: "oidc"; state: string; code: string }
  | { page: "door"; token: string }
  | { page: "cover"; step: string }
  | { page: "code" }
  | { page: "scan" }
  | { page: "desk" }
  | { page: "unknown" };

export const route = signal<Route>({ page: "home" });

/** How many pages of the app lie behind this one, so that "back" never leaves the app; kept with each entry of the history. */
let depth = 0;

/** How far down each of them was when it was left. */
const scrolls: number[] = [];
let first = true;
let scroll = 0;

/** What the server takes for the id of a row: an address that was spoilt must not spoil a record. */
const ROW_ID = /^[0-9a-f-]{36}$/;

/** Pages whose address is their name. */
const PLAIN = [
  "checkups",
  "records",
  "month",
  "questions",
  "help",
  "me",
  "reminders",
  "practice",
  "desk",
  "sign-in",
  "password",
  "code",
  "scan",
] as const;

/** The page that a hash names. */
export function routeOf(hash: string): Route {
  const [first = "", second, third, fourth] = hash
    .replace(/^#?\/?/, "")
    .replace(/\?.*$/, "")
    .split("/")
    .map(decode);
  if (first === "") return { page: "home" };
  if (first === "people" && second) return personRoute(second, third, fourth);
  if (first === "saved" && second) return { page: "saved", record: second };
  if (first === "enrol" && second) return { page: "enrol", code: second };
  if (first === "oidc") return { page: "oidc", state: second ?? "", code: third ?? "" };
  if (first === "records" && second) return { page: "mend", record: second };
  if (first === "door") return { page: "door", token: second ?? "" };
  if (first === "cover") return { page: "cover", step: second ?? "" };
  if (first === "due") return { page: "due", reply: second ?? "" };
  if (first === "activities") return { page: "activities", activity: second ?? "", step: third ?? "" };
  if (first === "hygiene") return { page: "hygiene", person: second ?? "" };
  if (first === "assess") return { page: "assess", person: "" };
  if (first === "concern") return { page: "concern", person: "" };
  const plain = PLAIN.find((page) => page === first);
  if (plain) return { page: plain };
  return { page: "unknown" };
}

const READING: Route["page"][] = [
  "activities",
  "checkups",
  "home",
  "person",
  "saved",
  "records",
  "month",
  "questions",
  "help",
  "me",
  "reminders",
  "due",
  "practice",
  "enrol",
  "oidc",
  "door",
  "cover",
  "code",
  "scan",
  "desk",
  "unknown",
];

/** Whether this page holds something that is being written. */
export function isForm(): boolean {
  const at = route.value;
  if (at.page === "activities") return at.activity === "plan" || at.step !== "";
  if (at.page === "checkup") return at.section !== "";
  if (at.page === "hygiene") return at.person !== "";
  return at.page === "assess" ? at.person !== "" : !READING.includes(at.page);
}

/** Follow the address bar from now on. */
export function followHash(): void {
  // The browser would restore the scroll before the page is there.
  history.scrollRestoration = "manual";
  window.addEventListener("hashchange", () => arrive(depth + 1));
  arrive(0);
  first = true;
}

/** How this page was come to: whether as the first one, and how far down it was when it was left. */
export function arrival(): { first: boolean; scroll: number } {
  return { first, scroll };
}

/** Go to a page, such as "/people/ID". */
export function go(path: string): void {
  location.hash = path;
}

/** Go to a page that takes the place of this one: "back" skips what is done. */
export function replace(path: string): void {
  history.replaceState({ depth }, "", `#${path}`);
  show(0);
}

/** Back to where someone came from, or to `otherwise` when this was the first page. */
export function back(otherwise: string): void {
  if (depth > 0) history.back();
  else replace(otherwise);
}

/** A new entry of the history learns its depth; one that was left and is come back to still knows it. */
function arrive(newDepth: number): void {
  const known = (history.state as { depth?: number } | null)?.depth;
  scrolls[depth] = window.scrollY;
  depth = known ?? newDepth;
  if (known === undefined) history.replaceState({ depth }, "");
  show(known === undefined ? 0 : (scrolls[depth] ?? 0));
}

function show(from: number): void {
  first = false;
  scroll = from;
  route.value = routeOf(location.hash);
}

function personRoute(person: string, then: string | undefined, what: string | undefined): Route {
  if (then === "visit")
    return { page: "visit", person, outcome: "met", ...(what && ROW_ID.test(what) && { trip: what }) };
  if (then === "attempt") return { page: "visit", person, outcome: "not_met" };
  if (then === "profile" || then === "concern") return { page: then, person };
  if (then === "assess") return { page: "assess", person };
  if (then === "agreement") return { page: "agreement", person, agreement: what ?? "" };
  if (then === "checkup") return { page: "checkup", person, section: what ?? "" };
  if (then === "need") return { page: "need", person, record: what ?? "" };
  if (then === "report" && what) return { page: "report", person, what };
  return then ? { page: "unknown" } : { page: "person", person };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
