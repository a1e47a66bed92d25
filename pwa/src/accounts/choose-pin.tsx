import { useSignal } from "@preact/signals";
import { codeOf } from "../api/failure";
import { pinFault } from "../local/pin-rules";
import { Heading } from "../ui/heading";
import { Notice } from "../ui/notice";
import { type Key, t } from "./i18n";
import { Keypad } from "./keypad";

type Trouble = Extract<Key, `pin.fault_${string}` | "pin.differ" | "pin.not_kept">;

/** A new PIN, twice; one that would be tried first is refused with the reason. */
export function ChoosePin({ choose }: { choose: (pin: string) => Promise<void> }) {
  const first = useSignal<string | null>(null);
  const trouble = useSignal<Trouble | null>(null);
  const busy = useSignal(false);
  const keep = async (pin: string) => {
    busy.value = true;
    await choose(pin).catch((thrown) => {
      trouble.value = codeOf(thrown) === "storage_full" ? "pin.fault_full" : "pin.not_kept";
    });
    busy.value = false;
  };
  const take = (pin: string) => {
    const fault = first.value === null ? pinFault(pin) : null;
    trouble.value = fault && `pin.fault_${fault}`;
    if (fault) return;
    const before = first.value;
    first.value = before === null ? pin : null;
    if (before === null) return;
    if (before === pin) void keep(pin);
    else trouble.value = "pin.differ";
  };
  const again = first.value !== null;
  return (
    <section class="card">
      <Heading words={t(again ? "pin.again_title" : "pin.choose_title")} />
      <p>{t(busy.value ? "pin.keeping" : again ? "pin.again_help" : "pin.choose_help")}</p>
      {trouble.value && <Notice kind="trouble">{t(trouble.value)}</Notice>}
      <Keypad
        key={String(again)}
        label={t(again ? "pin.again_title" : "pin.choose_title")}
        busy={busy.value}
        onPin={take}
      />
    </section>
  );
}
