import { useSignal } from "@preact/signals";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { t } from "./i18n";
import type { Mine } from "./own";
import { canPush, type NoPush, turnOff, turnOn } from "./push";

const WHY = {
  none: "reminders.push_none",
  denied: "reminders.push_denied",
  unreachable: "reminders.push_unreachable",
  failed: "reminders.failed",
} as const;

/** The test comes within seconds, and the page shows that it did. */
const LOOK_AGAIN = [1_500, 5_000, 15_000];

/** Notifications of this browser: turned on and off, and whether they really arrive. */
export function PushSection({ mine, changed }: { mine: Mine; changed: () => Promise<unknown> }) {
  const busy = useSignal(false);
  const why = useSignal<NoPush | null>(canPush() ? null : "none");
  const run = async (work: () => Promise<NoPush | null>) => {
    busy.value = true;
    why.value = await work().catch(() => "failed" as const);
    await changed();
    busy.value = false;
    if (why.value === null) for (const wait of LOOK_AGAIN) setTimeout(() => void changed(), wait);
  };
  const off = () => turnOff().then(() => null);
  return (
    <section class="card">
      <h2>{t("reminders.push")}</h2>
      {why.value !== null && <Notice kind="warning">{t(WHY[why.value])}</Notice>}
      {mine.push_works && <Notice kind="good">{t("reminders.push_works")}</Notice>}
      {mine.push_here && !mine.push_works && <Notice>{t("reminders.push_waits")}</Notice>}
      {mine.push_here ? (
        <Button kind="quiet" busy={busy.value} onPress={() => void run(off)}>
          {t("reminders.push_off")}
        </Button>
      ) : (
        why.value !== "none" && (
          <Button kind="second" icon="speaker" busy={busy.value} onPress={() => void run(() => turnOn(mine.push_key))}>
            {t("reminders.push_on")}
          </Button>
        )
      )}
    </section>
  );
}
