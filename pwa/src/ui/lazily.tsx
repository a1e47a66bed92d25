import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../i18n";
import { Notice } from "./notice";
import { update } from "./update";

type LazilyProps<Props> = Props & { load: () => Promise<{ default: ComponentType<Props> }> };

/** A page that is fetched when it is wanted. */
export function Lazily<Props extends object>({ load, ...props }: LazilyProps<Props>) {
  const loaded = useSignal<{ page: ComponentType<Props> } | "waiting" | "missing">("waiting");
  useEffect(() => {
    load().then(
      ({ default: page }) => {
        loaded.value = { page };
      },
      () => {
        // Its file went with an older version, and no form is open where there is no page.
        if (update.value) update.value();
        else loaded.value = "missing";
      },
    );
  }, []);
  if (loaded.value === "waiting") return <p class="starting">{t("app.starting")}</p>;
  if (loaded.value === "missing") return <Notice kind="trouble">{t("app.missing")}</Notice>;
  const { page: Loaded } = loaded.value;
  return <Loaded {...(props as unknown as Props)} />;
}
