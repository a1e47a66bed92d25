import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { Notice } from "./notice";

interface LazilyProps {
  load: () => Promise<{ default: ComponentType }>;
  waiting: string;
  missing: string;
}

/** Pages that are fetched when they are wanted. */
export function Lazily({ load, waiting, missing }: LazilyProps) {
  const loaded = useSignal<{ page: ComponentType } | "waiting" | "missing">("waiting");
  useEffect(() => {
    load().then(
      ({ default: page }) => (loaded.value = { page }),
      () => (loaded.value = "missing"),
    );
  }, []);
  if (loaded.value === "waiting") return <p class="starting">{waiting}</p>;
  if (loaded.value === "missing") return <Notice kind="trouble">{missing}</Notice>;
  const { page: Loaded } = loaded.value;
  return <Loaded />;
}
