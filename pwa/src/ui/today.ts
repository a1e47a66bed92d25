import { computed, effect, signal } from "@preact/signals";
import type { Day } from "../duties/days";
import { countyDay } from "../register/day-words";
import { serverNow, syncState } from "../sync/sync";

/** The time by the server's clock, as well as this phone knows it, in milliseconds; as old as the last half minute or the last look. */
export const now = signal(Date.now());

/** The time by the phone's own clock, in which times are stated, as old as `now`. */
export const wall = signal(Date.now());

/** The county's date now. */
export const today = computed<Day>(() => countyDay(now.value));

/** Keep `now` going while the page is seen; a phone that slept over midnight wakes to the right day. */
export function keepTime(): void {
  const look = () => {
    if (document.visibilityState === "hidden") return;
    wall.value = Date.now();
    now.value = serverNow().getTime();
  };
  setInterval(look, 30_000);
  document.addEventListener("visibilitychange", look);
  for (const waking of ["focus", "pageshow"]) window.addEventListener(waking, look);
  effect(() => {
    if (!syncState.value.running) now.value = serverNow().getTime();
  });
}
