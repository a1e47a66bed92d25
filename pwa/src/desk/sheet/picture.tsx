import { t } from "../i18n";
import { useBytes } from "../parts/bytes";
import { failureText } from "../parts/state";

/** A picture that only who may see its row is given; it is forgotten with the page. */
export function Picture({ sha256, words = t("sheet.picture") }: { sha256: string; words?: string }) {
  const { address, failure } = useBytes(sha256);
  if (failure !== undefined) return <p role="alert">{failureText(failure)}</p>;
  if (address === undefined) return <p role="status">{t("state.loading")}</p>;
  return <img class="desk-sheet-picture" src={address} alt={words} />;
}
