import { useSignal } from "@preact/signals";
import { signOut } from "../local/accounts";
import { unsent } from "../local/view";
import { replace } from "../router";
import { syncState } from "../sync/sync";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { t } from "./i18n";

/** Signing out is asked twice, and refused while the township lacks something that only this phone has. */
export function SignOut() {
  const asked = useSignal(false);
  const blocked = useSignal(0);
  const leave = async () => {
    asked.value = false;
    const { blocked_by_unsent } = await signOut();
    blocked.value = blocked_by_unsent;
    if (blocked_by_unsent === 0) replace("/");
  };
  const ask = () => {
    blocked.value = unsent.value + syncState.value.pictures;
    asked.value = blocked.value === 0;
  };
  return (
    <section class="section">
      {blocked.value > 0 && <Notice kind="trouble">{t("me.sign_out_blocked", { n: blocked.value })}</Notice>}
      {asked.value ? (
        <Sure leave={() => void leave()} stay={() => (asked.value = false)} />
      ) : (
        <Button kind="quiet" icon="leave" onPress={ask}>
          {t("me.sign_out")}
        </Button>
      )}
    </section>
  );
}

function Sure({ leave, stay }: { leave: () => void; stay: () => void }) {
  return (
    <div class="card ask" role="alert">
      <p>{t("me.sign_out_sure")}</p>
      <Button onPress={stay}>{t("me.sign_out_no")}</Button>
      <Button kind="second" onPress={leave}>
        {t("me.sign_out_yes")}
      </Button>
    </div>
  );
}
