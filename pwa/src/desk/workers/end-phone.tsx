import { endDevice } from "../api";
import { t } from "../i18n";
import { AskAgain } from "../parts/ask-again";
import { mayChange } from "../rights";
import type { Device } from "../rows";
import { deviceWords } from "./device-words";

/** Ends a lost or replaced phone, which is never admitted again. */
export function EndPhone({ device, of }: { device: Device; of: string }) {
  if (!mayChange()) return null;
  return (
    <AskAgain
      name={t("workers.end_of", { name: of, device: deviceWords(device.name) })}
      button={t("workers.end")}
      yes={t("workers.end_yes")}
      work={() => endDevice(device.id)}
    >
      <p>{t("workers.end_sure")}</p>
    </AskAgain>
  );
}
