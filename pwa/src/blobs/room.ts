/** Records come first: where little room is left, no picture takes it. */
const SPARED = 30_000_000;

/** Whether the phone has room for pictures, as far as it can tell. */
export async function hasRoom(): Promise<boolean> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined || quota - usage > SPARED;
  } catch {
    return true;
  }
}
