/** Copies of what was sent, which this phone can read beside the envelopes that only the county opens. */
import type { MutationRow } from "./databases";
import { GIVEN } from "./handed";
import type { Outbox } from "./outbox";
import { jsonOf } from "./sealing";

/** Drops the copies of some envelopes; returns whether any of them stay, which is up to `keeps`. */
export async function dropCopies(
  outbox: Outbox,
  some: (row: MutationRow) => boolean,
  keeps: (id: string) => boolean = () => false,
): Promise<boolean> {
  const { bare, stay } = await outbox.database.write(["mutation"], async ({ mutation }) => {
    const held = (await mutation.all()).filter((row) => row.copy !== undefined && some(row));
    const bare = held.filter(({ id }) => !keeps(id)).map(({ copy, ...row }) => row);
    await mutation.put(...bare);
    return { bare, stay: bare.length < held.length };
  });
  if (bare.length > 0) {
    outbox.known(new Map(bare.map(({ id }) => [id, null])));
    outbox.changed(bare);
  }
  return stay;
}

/** Leaves nothing of whom other phones have handed over to this one, or this one to others. */
export async function forgetHanded(outbox: Outbox): Promise<void> {
  await dropCopies(outbox, ({ envelope }) => JSON.parse(jsonOf(envelope)).op === "cover.create");
  await outbox.dropDraft(GIVEN);
}
