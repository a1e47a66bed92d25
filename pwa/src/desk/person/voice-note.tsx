import { t } from "../i18n";
import { useBytes } from "../parts/bytes";
import { failureText } from "../parts/state";

/** A voice note that only who may see its record is given; it is forgotten with the page. */
export function VoiceNote({ sha256, seconds }: { sha256: string; seconds: number }) {
  const { address, failure } = useBytes(sha256);
  if (failure !== undefined) return <span role="alert">{failureText(failure)}</span>;
  if (address === undefined) return <span role="status">{t("state.loading")}</span>;
  return (
    // biome-ignore lint/a11y/useMediaCaption: nobody has written down what was said
    <audio controls src={address} aria-label={t("brought.voice", { n: Math.round(seconds) })} />
  );
}
