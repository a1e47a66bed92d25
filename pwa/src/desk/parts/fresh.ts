import { useEffect } from "preact/hooks";
import { changes } from "../deeds";

const MINUTE = 60_000;
/** Nobody sits before a page that was left alone so long; and its session is to end in time. */
const AWAY = 5 * MINUTE;

/** Reads what is shown anew when somebody comes back to the page, and each minute while somebody is at it. */
export function useFresh(): void {
  useEffect(() => {
    let [read, touched] = [Date.now(), Date.now()];
    const readAnew = () => {
      if (document.visibilityState !== "visible" || Date.now() - read < MINUTE / 2) return;
      // Reading for a form is written down as looking at what is masked, and what somebody answers stays under her eyes.
      if (document.querySelector("form.desk-form")) return;
      read = Date.now();
      changes.value++;
    };
    const touch = () => {
      touched = Date.now();
    };
    const timer = setInterval(() => Date.now() - touched < AWAY && readAnew(), MINUTE);
    document.addEventListener("visibilitychange", readAnew);
    for (const what of ["pointerdown", "keydown", "scroll"]) document.addEventListener(what, touch, PASSIVE);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", readAnew);
      for (const what of ["pointerdown", "keydown", "scroll"]) document.removeEventListener(what, touch, PASSIVE);
    };
  }, []);
}

const PASSIVE = { passive: true, capture: true } as const;
