import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { current } from "./current";

/** A form that is kept as a draft at every change, and is there again as it was left. */
export function useDrafted<T extends object>(key: string, blank: () => T): Signal<T> {
  const form = useSignal<T>(blank());
  const touched = useSignal(false);
  const first = useRef(form.peek());
  useEffect(() => {
    const load = current.value?.outbox.draft<T>(key) ?? Promise.resolve(null);
    load
      .then((draft) => {
        if (draft && !touched.value) form.value = { ...form.value, ...draft };
      })
      .catch(() => undefined);
  }, []);
  useEffect(() => {
    if (form.value === first.current && !touched.value) return;
    touched.value = true;
    current.value?.outbox.keepDraft(key, form.value).catch(() => undefined);
  }, [form.value]);
  return form;
}
