import { useSignal } from "@preact/signals";
import { current } from "../local/current";
import { Button } from "../ui/button";
import { Icon } from "../ui/icons";
import { install } from "../ui/install";
import { lookAround, type Peril, quieten } from "../ui/keeping";
import { Notice } from "../ui/notice";
import { t } from "./i18n";

/** What may cost her what she wrote down, and what to do about it; what she has read is not said again for a week. */
export default function Keeping({ perils }: { perils: Peril[] }) {
  return perils.map((peril) => (peril === "full" ? <Full key={peril} /> : <Folded key={peril} peril={peril} />));
}

/** It costs her pictures today. */
function Full() {
  return (
    <Notice kind="warning">
      <p>
        <strong>{t("keeping.full")}</strong> {t("keeping.full_do")}
      </p>
    </Notice>
  );
}

/** One line that opens: it is true every day, and her people are to be seen first. */
function Folded({ peril }: { peril: Exclude<Peril, "full"> }) {
  return (
    <details class="notice-folded notice-warning">
      <summary>
        <Icon name="concern" />
        <span>{t(`keeping.${peril}_short`)}</span>
      </summary>
      <p>
        {t(`keeping.${peril}`)} {t(`keeping.${peril}_do`)}
      </p>
      {peril === "not_kept" && <AskToKeep />}
      <Button kind="quiet" onPress={() => quieten(peril)}>
        {t("keeping.read")}
      </Button>
    </details>
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
