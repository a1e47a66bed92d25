import { useEffect, useRef, useState } from "preact/hooks";
import { endDevice } from "../api";
import { useDeed } from "../deeds";
import { t } from "../i18n";
import { failureText } from "../parts/state";
import { mayChange } from "../rights";
import type { Device } from "../rows";
import { deviceWords } from "./device-words";

/** Ends a lost or replaced phone. It is asked twice: the phone is never admitted again. */
export function EndPhone({ device, of }: { device: Device; of: string }) {
  const [asking, setAsking] = useState(false);
  if (!mayChange()) return null;
  const name = t("workers.end_of", { name: of, device: deviceWords(device.name) });
  return (
    <span class="desk-phone-end desk-screen-only">
      <button
        type="button"
        class="desk-button desk-small-button"
        aria-label={name}
        aria-expanded={asking}
        onClick={() => setAsking(!asking)}
        onKeyDown={(event) => event.key === "Escape" && setAsking(false)}
      >
        {t("workers.end")}
      </button>
      {asking && <Sure device={device} name={name} close={() => setAsking(false)} />}
    </span>
  );
}

function Sure({ device, name, close }: { device: Device; name: string; close: () => void }) {
  const deed = useDeed(close);
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <section
      ref={box}
      tabIndex={-1}
      class="desk-link-box"
      aria-label={name}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <p>
        <b>{name}</b>
      </p>
      <p>{t("workers.end_sure")}</p>
      <button
        type="button"
        class="desk-button desk-main-button"
        disabled={deed.busy}
        onClick={() => deed.run(() => endDevice(device.id))}
      >
        {t("workers.end_yes")}
      </button>
      <button type="button" class="desk-button" onClick={close}>
        {t("situation.leave")}
      </button>
      {deed.failure !== undefined && <p role="alert">{failureText(deed.failure)}</p>}
    </section>
  );
}
