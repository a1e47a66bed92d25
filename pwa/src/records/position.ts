import { signal } from "@preact/signals";
import type { Position } from "../api/rows";
import { account } from "../local/accounts";
import { PRACTICE } from "../local/current";
import { keep, recall } from "../ui/settings";

/** Whether somebody lets her visits say where she was. Asked once; each user of a phone answers for herself. */
export type PositionChoice = "unasked" | "yes" | "no";

const turn = signal(0);

/** What was chosen on this phone; "no" where a phone cannot tell, and in practice. */
export function positionChoice(): PositionChoice {
  turn.value;
  const user = account.value?.user;
  if (!user || user === PRACTICE || !("geolocation" in navigator)) return "no";
  const chosen = recall(keyOf(user));
  return chosen === "yes" || chosen === "no" ? chosen : "unasked";
}

export function choosePosition(choice: PositionChoice): void {
  if (account.value) keep(keyOf(account.value.user), choice);
  turn.value++;
}

/** Asks the phone where it is, if she lets it say so. Nobody waits for it: what comes too late is not said. */
export function findPosition(found: (position: Position) => void): void {
  if (positionChoice() !== "yes") return;
  navigator.geolocation.getCurrentPosition(
    ({ coords: { latitude: lat, longitude: lon, accuracy }, timestamp }) =>
      found({ lat, lon, accuracy: Math.round(accuracy), at: new Date(timestamp).toISOString() }),
    ({ code, PERMISSION_DENIED }) => code === PERMISSION_DENIED && choosePosition("no"),
    { enableHighAccuracy: true, timeout: 60_000, maximumAge: 60_000 },
  );
}

function keyOf(user: string): string {
  return `shouwang.position.${user}`;
}
