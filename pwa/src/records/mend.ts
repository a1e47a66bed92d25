/** Putting right what was written: an amendment is a new record in place of the old one, a voiding leaves none. */
import { Failure } from "../api/failure";
import type { AmendBody, Envelope, VoidBody, Why } from "../api/rows";
import { current } from "../local/current";
import { uuid7 } from "../local/uuid";
import type { RecordView } from "../local/view";
import type { Session } from "../sync/session";
import { bodyOf, makingRoom, type NewVisit } from "./save";

export function mendKey(record: string): string {
  return `mend:${record}`;
}

/** Saves an amendment and drops its draft. Returns the new record's id. Throws like `saveVisit`. */
export async function saveAmendment(visit: NewVisit, amends: string, why: Why): Promise<string> {
  return saved((session) => saveAmendmentOf(session, visit, amends, why));
}

/** Saves that a record is not so. Throws like `saveVisit`. */
export async function saveVoiding(record: RecordView, why: Why): Promise<string> {
  return saved((session) => saveVoidingOf(session, record.subject, record.id, why));
}

/** The save alone. */
export async function saveAmendmentOf(session: Session, visit: NewVisit, amends: string, why: Why): Promise<string> {
  const body: AmendBody = { ...bodyOf(session.phone, visit), amends, why };
  await store(session, { op: "visit.amend", about: [visit.person], body }, mendKey(amends));
  return body.id;
}

/** The save alone. */
export async function saveVoidingOf(session: Session, person: string, record: string, why: Why): Promise<string> {
  const body: VoidBody = { record, why };
  await store(session, { op: "visit.void", about: [person], body }, mendKey(record));
  return record;
}

type Content = Pick<Envelope, "about"> &
  ({ op: "visit.amend"; body: AmendBody } | { op: "visit.void"; body: VoidBody });

async function store(session: Session, content: Content, draft: string): Promise<void> {
  const { phone, outbox, clock } = session;
  const id = uuid7(phone);
  const write = (n: number): Envelope => ({ id, n, schema_version: 2, ...content, clock: clock.reading() });
  await makingRoom(session, () => outbox.add(id, write, draft));
}

async function saved(save: (session: Session) => Promise<string>): Promise<string> {
  const session = current.value;
  if (!session) throw new Failure("signed_out");
  const id = await save(session);
  void session.sync.ask("event");
  return id;
}
