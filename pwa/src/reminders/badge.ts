import { effect } from "@preact/signals";
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
