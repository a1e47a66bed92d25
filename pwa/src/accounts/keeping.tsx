import { useSignal } from "@preact/signals";
import { current } from "../local/current";
import { Button } from "../ui/button";
import { install } from "../ui/install";
import { lookAround, type Peril, quieten } from "../ui/keeping";
import { Notice } from "../ui/notice";
import { t } from "./i18n";

/** What may cost her what she wrote down, and what to do about it; what she has read is not said again for a week. */
export default function Keeping({ perils }: { perils: Peril[] }) {
  return (
    <>
      {perils.map((peril) => (
        <Notice key={peril} kind="warning">
          <p>
            <strong>{t(`keeping.${peril}`)}</strong> {t(`keeping.${peril}_do`)}
          </p>
          {peril === "not_kept" && <AskToKeep />}
          {peril !== "full" && (
            <Button kind="quiet" onPress={() => quieten(peril)}>
              {t("keeping.read")}
            </Button>
          )}
        </Notice>
      ))}
    </>
  );
}

/** Browsers promise it to an app that is on the home screen, and some to whoever asks. */
function AskToKeep() {
  const asked = useSignal(false);
  const ask = async () => {
    install.value?.();
    await current.value?.phone.persist().catch(() => undefined);
    await lookAround();
    asked.value = true;
  };
  return (
    <>
      {asked.value && <p>{t("keeping.still")}</p>}
      <Button kind="second" icon="handset" onPress={() => void ask()}>
        {t(install.value ? "me.install" : "keeping.ask")}
      </Button>
    </>
  );
}
