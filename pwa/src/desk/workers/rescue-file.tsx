import { useState } from "preact/hooks";
import { useDeed } from "../deeds";
import { t } from "../i18n";
import { DeedFailure } from "../parts/deed-buttons";
import { mayChange } from "../rights";
import { handIn, type Rescued } from "./rescue";

/** Takes in the file that a worker brings whose phone cannot send. */
export function RescueFile() {
  const [done, setDone] = useState<Rescued | null>(null);
  const [way, setWay] = useState<[number, number] | null>(null);
  const deed = useDeed();
  if (!mayChange()) return null;
  const take = (file: File | undefined) => {
    setDone(null);
    if (!file) return;
    const tell = (through: number, all: number) => setWay([through, all]);
    void deed.run(async () => setDone(await handIn(await file.text(), tell))).then(() => setWay(null));
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
      {way && way[1] > 1 && <p class="desk-faint">{t("rescue.way", { n: way[0], all: way[1] })}</p>}
      {done && (
        <div role="status">
          <p>{t("rescue.done", { name: done.name, n: done.items, parked: done.parked })}</p>
          {done.pictures > 0 && <p>{t("rescue.pictures", { n: done.pictures })}</p>}
          {done.waiting > 0 && <p>{t("rescue.pictures_waiting", { n: done.waiting })}</p>}
          {done.refused > 0 && <p>{t("rescue.pictures_refused", { n: done.refused })}</p>}
        </div>
      )}
      <DeedFailure deed={deed} />
    </section>
  );
}
