/** Covers into the outbox: given, taken, ended. Kept once the promise is; then a sync begins by itself. */
import type { CoverBody } from "../api/cover-rows";
import { codeOf, Failure } from "../api/failure";
import type { Envelope } from "../api/rows";
import { isoOf } from "../duties/days";
import { localDay } from "../duties/moments";
import { current } from "../local/current";
import { GIVEN } from "../local/handed";
import { uuid7 } from "../local/uuid";
import { makingRoom } from "../records/save";
import type { Session } from "../sync/session";
import type { Cover } from "./code";
import { viewsOf } from "./handing";

/** A cover that was given from this phone, for its own list: nobody may ever scan it, and then no server tells of it. */
export interface Given {
  id: string;
  people: string[];
  names: string[];
  first_day: string;
  last_day: string;
}

/** That the code was shown and scanned: from the phone that signed it. Those on its list that are over leave it. */
export async function saveGivenOf(session: Session, cover: Cover, code: string, key: string): Promise<void> {
  const people = cover.people.map(({ id }) => id);
  await add(session, "cover.create", people, { id: cover.id, code, public: key });
  const days = { first_day: isoOf(cover.first), last_day: isoOf(cover.last) };
  const given = { id: cover.id, people, names: cover.people.map(({ name }) => name), ...days };
  const { clock, account } = session;
  const today = isoOf(localDay(clock.now(), account.county.timezone));
  const others = (await givenOf(session)).filter(({ id, last_day }) => id !== cover.id && last_day >= today);
  await session.outbox.keepDraft(GIVEN, [...others, given]);
}

/** That the code was scanned: from now on its people are on this phone. */
export async function saveTakenOf(session: Session, cover: Cover, code: string): Promise<void> {
  const people = cover.people.map(({ id }) => id);
  const shown = { from: cover.giver_name, views: viewsOf(cover, session.account) };
  await add(session, "cover.create", people, { id: cover.id, code, shown });
}

export async function saveEndOf(session: Session, cover: string, people: string[]): Promise<void> {
  await add(session, "cover.end", people, { cover });
  const given = await givenOf(session);
  if (given.some(({ id }) => id === cover)) {
    await session.outbox.keepDraft(
      GIVEN,
      given.filter(({ id }) => id !== cover),
    );
  }
}

export async function givenOf(session: Session): Promise<Given[]> {
  return (await session.outbox.draft<Given[]>(GIVEN)) ?? [];
}

/** Does it with the current session, and has it sent; what stood in the way, or null. */
export async function saving(work: (session: Session) => Promise<void>): Promise<"failed" | "storage_full" | null> {
  try {
    const session = current.value;
    if (!session) throw new Failure("signed_out");
    await work(session);
    void session.sync.ask("event");
    return null;
  } catch (thrown) {
    return codeOf(thrown) === "storage_full" ? "storage_full" : "failed";
  }
}

async function add(
  session: Session,
  op: "cover.create" | "cover.end",
  about: string[],
  body: CoverBody | { cover: string },
): Promise<void> {
  const { phone, outbox, clock } = session;
  const id = uuid7(phone);
  const write = (n: number) => ({ id, n, schema_version: 1, op, about, body, clock: clock.reading() }) as Envelope;
  await makingRoom(session, () => outbox.add(id, write, null));
}
