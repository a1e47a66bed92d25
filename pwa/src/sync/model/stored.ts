/** The view that grew step by step against one that is built anew. */
import { expect } from "vitest";
import type { MutationRow } from "../../local/databases";
import { Memory } from "../../local/memory";
import type { Bodies } from "../../local/outbox";
import type { Session } from "../session";

export async function viewMustBeWhatIsStored(session: Session): Promise<void> {
  await session.refresh();
  const anew = new Memory(session.account);
  anew.fillRows(await session.cache.load());
  const items = await session.outbox.all();
  anew.learn(await bodiesOf(session, items));
  anew.fillItems(items);
  expect(session.memory.people.value).toEqual(anew.people.value);
  expect(session.memory.myRecords.value).toEqual(anew.myRecords.value);
  expect(session.memory.unsent.value).toBe(anew.unsent.value);
  expect(session.memory.attention.value).toBe(anew.attention.value);
}

/** The bodies that the phone can still read beside its sealed envelopes; in those themselves there is none. */
export async function bodiesOf({ outbox, memory }: Session, items: MutationRow[]): Promise<Bodies> {
  expect(items.every(({ envelope }) => !new TextDecoder().decode(envelope).includes('"body"'))).toBe(true);
  let read: Bodies = new Map();
  outbox.known = (bodies) => {
    read = bodies;
  };
  await outbox.readCopies(items);
  outbox.known = (bodies) => memory.learn(bodies);
  return read;
}
