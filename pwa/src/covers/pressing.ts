import { useSignal } from "@preact/signals";

/** What a button does, once at a time: a second tap meanwhile does nothing, however fast it comes. */
export function usePressing(work: () => Promise<unknown>): { busy: boolean; press: () => void } {
  const busy = useSignal(false);
  const press = () => {
    if (busy.peek()) return;
    busy.value = true;
    void work().finally(() => (busy.value = false));
  };
  return { busy: busy.value, press };
}
