import { enrol } from "../../accounts/enrol";
import { beginWith } from "../../local/unlocking";

export const PIN = "739164";

/** Enrols and chooses the PIN, as she does in the field. */
export async function settleIn(code: string, pin = PIN): Promise<void> {
  const newcomer = await enrol(code);
  if (newcomer) await beginWith(newcomer, pin);
}
