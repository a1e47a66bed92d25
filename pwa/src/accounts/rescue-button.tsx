import { useSignal } from "@preact/signals";
import { account } from "../local/accounts";
import { unsent } from "../local/view";
import { syncState } from "../sync/sync";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { t } from "./i18n";
import { leftWords } from "./left-words";
import { saveRescueFile } from "./rescue";

/** For a phone that cannot send: what is unsent as a file that only the county opens. */
export function RescueButton() {
  const state = useSignal<"rest" | "saved" | "failed">("rest");
  const pictures = syncState.value.pictures;
  if (unsent.value + pictures === 0 || !account.value?.sealed_token) return null;
  const press = () =>
    void saveRescueFile().then(
      () => (state.value = "saved"),
      () => (state.value = "failed"),
    );
  return (
    <section class="section">
      <h2>{t("rescue.title")}</h2>
      <p class="soft">{t("rescue.help")}</p>
      {state.value === "saved" && <Notice kind="good">{t("rescue.saved")}</Notice>}
      {state.value === "failed" && <Notice kind="trouble">{t("rescue.failed")}</Notice>}
      <Button kind="second" icon="safety" onPress={press}>
        {t("rescue.button", { what: leftWords({ records: unsent.value, pictures }) })}
      </Button>
    </section>
  );
}
