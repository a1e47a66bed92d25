import { useSignal } from "@preact/signals";

/**
 * What a button does, once: a second tap does nothing, however fast it comes. What was done leads away from the button;
 * where it gives a trouble it can be pressed again.
 */
export function usePressing<T>(work: () => Promise<T | null>, tell: (trouble: T) => void) {
  const busy = useSignal(false);
  const press = () => {
    if (busy.peek()) return;
    busy.value = true;
    void work().then((trouble) => {
      if (trouble === null) return;
      busy.value = false;
      tell(trouble);
    });
  };
  return { busy: busy.value, press };
}
