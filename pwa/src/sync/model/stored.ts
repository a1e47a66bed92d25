/** The view that grew step by step against one that is built anew. */
import { expect } from "vitest";
import { Memory } from "../../local/memory";
import type { Session } from "../session";

export async function viewMustBeWhatIsStored(session: Session): Promise<void> {
  await session.refresh();
  const anew = new Memory(session.account);
  anew.fillRows(await session.cache.load());
  anew.fillItems(await session.outbox.all());
  expect(session.memory.people.value).toEqual(anew.people.value);
  expect(session.memory.myRecords.value).toEqual(anew.myRecords.value);
  expect(session.memory.unsent.value).toBe(anew.unsent.value);
  expect(session.memory.attention.value).toBe(anew.attention.value);
}
