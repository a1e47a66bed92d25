import { useState } from "preact/hooks";
import { useDeed } from "../deeds";
import { t } from "../i18n";
import { DeedFailure } from "../parts/deed-buttons";
import { mayChange } from "../rights";
import { handIn, type Rescued } from "./rescue";

/** Takes in the file that a worker brings whose phone cannot send. */
export function RescueFile() {
  const [done, setDone] = useState<Rescued | null>(null);
  const deed = useDeed();
  if (!mayChange()) return null;
  const take = (file: File | undefined) => {
    setDone(null);
    if (file) void deed.run(async () => setDone(await handIn(await file.text())));
  };
  return (
    <section class="desk-screen-only" aria-label={t("rescue.title")}>
      <label class="desk-field">
        <span>{t("rescue.help")}</span>
        <input
          type="file"
          accept=".json,application/json"
          disabled={deed.busy}
          onChange={(event) => {
            take(event.currentTarget.files?.[0]);
            event.currentTarget.value = "";
          }}
        />
      </label>
      {done && <p role="status">{t("rescue.done", { name: done.name, n: done.items, parked: done.parked })}</p>}
      <DeedFailure deed={deed} />
    </section>
  );
}
