import type { Voided as VoidedBody } from "../api/rows";
import { t } from "./i18n";

/** Why a record no longer counts, and who said so. */
export default function Voided({ voided }: { voided: VoidedBody }) {
  const words = t(voided.replaced_by === null ? "mend.voided" : "mend.amended");
  return <p class="soft">{t("mend.because", { words, why: t(`why.${voided.reason}`), name: voided.by_name })}</p>;
}
