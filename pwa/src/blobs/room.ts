import type { StorageTold } from "../local/phone";

/** Records come first: where little room is left, no picture takes it. */
export const SPARED = 30_000_000;

/** Whether the phone has room for pictures, as far as it can tell. */
export function hasRoom({ free }: StorageTold): boolean {
  return free === null || free > SPARED;
}
