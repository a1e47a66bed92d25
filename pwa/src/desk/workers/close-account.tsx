import { closeAccount, openAccount } from "../api";
import { useDeed } from "../deeds";
import { t } from "../i18n";
import { AskAgain } from "../parts/ask-again";
import { DeedFailure } from "../parts/deed-buttons";
import type { Worker } from "../rows";

/** Closes the account of somebody who left. It can be taken back. */
export function CloseAccount({ worker }: { worker: Worker }) {
  if (!worker.may_close) return null;
  const { id, name, people, is_staff } = worker;
  return (
    <AskAgain
      name={t("accounts.close_of", { name })}
      button={t("accounts.close")}
      yes={t("accounts.close_yes")}
      work={() => closeAccount(id)}
    >
      <p>{t(is_staff ? "accounts.close_staff" : "accounts.close_field")}</p>
      {people > 0 && <p>{t("accounts.close_people", { n: people })}</p>}
    </AskAgain>
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
      <DeedFailure deed={deed} />
    </>
  );
}
