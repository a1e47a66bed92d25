import { Failure } from "../api/failure";
import type { Envelope, Mode, NoVisitReason, Picture, Position, VisitBody, VoiceNote } from "../api/rows";
import type { Answers } from "../forms/form";
import { current } from "../local/current";
import { isoLocal } from "../local/moments";
import type { Phone } from "../local/phone";
import { forgetSent } from "../local/sent-blobs";
import { uuid7 } from "../local/uuid";
import type { Session } from "../sync/session";
import { draftKey } from "./drafts";

/** A visit as the form hands it over. `start` and `end` are by the phone's own clock; an attempt wants a reason. */
export interface NewVisit {
  person: string;
  mode: Mode;
  status: "valid" | "attempt";
  start: Date;
  end?: Date;
  /** Of the visit's form, in a version: the first where it is not said. */
  answers: Answers;
  form_version?: number;
  /** What the service was worth, in yuan. */
  value?: number;
  note?: string;
  reason?: NoVisitReason;
  trip?: string;
  position?: Position;
  door?: string;
  pictures?: Picture[];
  voice?: VoiceNote;
}

/**
 * Saves a visit and drops its draft; the promise keeps once the transaction has completed, so that "on this phone" is
 * true. Then a sync begins by itself. Returns the record's id. Throws `Failure` `storage_full` when the phone is full.
 */
export async function saveVisit(visit: NewVisit): Promise<string> {
  const session = current.value;
  if (!session) throw new Failure("signed_out");
  const record = await saveVisitOf(session, visit);
  void session.sync.ask("event");
  return record;
}

/** The save alone. */
export async function saveVisitOf(session: Session, visit: NewVisit): Promise<string> {
  const { phone, outbox, clock } = session;
  const id = uuid7(phone);
  const body = onTrip(bodyOf(phone, visit));
  const write = (n: number): Envelope => ({
    id,
    n,
    schema_version: 2,
    op: "visit.create",
    about: [visit.person],
    body,
    clock: clock.reading(),
  });
  await makingRoom(session, () => outbox.add(id, write, draftKey(visit.person), false, hashesOf(body)));
  return body.id;
}

function hashesOf({ pictures = [], voice }: VisitBody): string[] {
  return [...pictures, ...(voice ? [voice] : [])].map(({ sha256 }) => sha256);
}

/** A trip is named by its first visit at home: whoever is seen on it afterwards carries the same; a call is of none. */
function onTrip({ trip, ...body }: VisitBody): VisitBody {
  return body.mode === "home" && body.status === "valid" ? { ...body, trip: trip ?? body.id } : body;
}

/** Records come before what the server has: on a full phone pictures that are sent go, then the cache. */
export async function makingRoom({ outbox, cache, memory }: Session, store: () => Promise<void>): Promise<void> {
  const clear = async () => {
    await cache.clear();
    // The list stays in view until it is fetched again.
    memory.rowsStamp = 0;
  };
  try {
    await store();
  } catch (thrown) {
    if (!isFull(thrown)) throw thrown;
    const gone = await forgetSent(outbox.database, 0, false);
    if (gone === 0) await clear();
    await store().catch(async (still) => {
      if (gone === 0 || !isFull(still)) throw still;
      await clear();
      await store();
    });
  }
}

function isFull(thrown: unknown): boolean {
  return thrown instanceof Failure && thrown.code === "storage_full";
}

export function bodyOf(phone: Phone, visit: NewVisit): VisitBody {
  const {
    person,
    mode,
    status,
    start,
    end,
    answers,
    form_version = 1,
    value,
    note,
    reason,
    trip,
    position,
    door,
    pictures,
    voice,
  } = visit;
  const iso = (moment: Date) => isoLocal(moment.getTime(), phone.minutesEast(moment.getTime()));
  return {
    id: uuid7(phone),
    person,
    mode,
    status,
    start: iso(start),
    ...(end && { end: iso(end) }),
    ...(trip && { trip }),
    form: "visit",
    form_version,
    answers,
    ...(value !== undefined && { value }),
    ...(note && { note }),
    ...(reason && { reason }),
    ...(position && { position }),
    ...(door && { door }),
    ...(pictures && { pictures }),
    ...(voice && { voice }),
  };
}
