import { useEffect, useRef, useState } from "preact/hooks";
import { closeAccount, openAccount } from "../api";
import { useDeed } from "../deeds";
import { t } from "../i18n";
import { failureText } from "../parts/state";
import type { Worker } from "../rows";

/** Closes the account of somebody who left. It is asked once more, and can be taken back. */
export function CloseAccount({ worker }: { worker: Worker }) {
  const [asking, setAsking] = useState(false);
  if (!worker.may_close) return null;
  return (
    <span class="desk-link-maker desk-screen-only">
      <button
        type="button"
        class="desk-button desk-small-button"
        aria-label={t("accounts.close_of", { name: worker.name })}
        aria-expanded={asking}
        onClick={() => setAsking(!asking)}
      >
        {t("accounts.close")}
      </button>
      {asking && <Sure worker={worker} close={() => setAsking(false)} />}
    </span>
  );
}

function Sure({ worker, close }: { worker: Worker; close: () => void }) {
  const deed = useDeed(close);
  const box = useRef<HTMLElement>(null);
  const { id, name, people } = worker;
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <section
      ref={box}
      tabIndex={-1}
      class="desk-link-box"
      aria-label={t("accounts.close_of", { name })}
      onKeyDown={(event) => event.key === "Escape" && close()}
    >
      <p>
        <b>{t("accounts.close_of", { name })}</b>
      </p>
      <p>{t(worker.is_staff ? "accounts.close_staff" : "accounts.close_field")}</p>
      {people > 0 && <p>{t("accounts.close_people", { n: people })}</p>}
      <button
        type="button"
        class="desk-button desk-main-button"
        disabled={deed.busy}
        onClick={() => deed.run(() => closeAccount(id))}
      >
        {t("accounts.close_yes")}
      </button>
      <button type="button" class="desk-button" onClick={close}>
        {t("situation.leave")}
      </button>
      {deed.failure !== undefined && <p role="alert">{failureText(deed.failure)}</p>}
    </section>
  );
}

/** Takes it back. */
export function OpenAccount({ worker }: { worker: Worker }) {
  const deed = useDeed();
  return (
    <>
      <button
        type="button"
        class="desk-button desk-small-button"
        aria-label={t("accounts.open_of", { name: worker.name })}
        disabled={deed.busy}
        onClick={() => deed.run(() => openAccount(worker.id))}
      >
        {t("accounts.open")}
      </button>
      {deed.failure !== undefined && <p role="alert">{failureText(deed.failure)}</p>}
    </>
  );
}
