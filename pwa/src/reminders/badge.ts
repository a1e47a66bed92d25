import { effect } from "@preact/signals";
import { go, isForm } from "../router";
import { waiting } from "./waiting";

interface Badging {
  setAppBadge?: (number: number) => Promise<void>;
  clearAppBadge?: () => Promise<void>;
}

/** Keeps the number of those who wait on the app's icon, where a browser can; nobody is told where it cannot. */
export function keepBadge(): void {
  const icon = navigator as Badging;
  if (!icon.setAppBadge) return;
  effect(() => {
    const number = waiting.value.length;
    const shown = number > 0 ? icon.setAppBadge?.(number) : icon.clearAppBadge?.();
    shown?.catch(() => undefined);
  });
}

/** A notification was tapped while the app was open: what is being written stays where it is. */
export function followTaps(): void {
  navigator.serviceWorker?.addEventListener("message", ({ data }) => {
    if (data === "due" && !isForm()) go("/due");
  });
}
