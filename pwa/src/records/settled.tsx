import type { Settled } from "../local/overlay";
import { Notice } from "../ui/notice";
import { t } from "./i18n";

const RESOLUTIONS = ["duplicate", "wrong_person", "test", "other"] as const;

/** Why the township did not count a record, in plain words, what to do, and what they wrote about it. */
export default function SettledWords({ settled: { resolution, note } }: { settled: Settled }) {
  const known = RESOLUTIONS.find((one) => one === resolution) ?? "other";
  return (
    <Notice>
      <p>
        <strong>{t(`settled.${known}.why`)}</strong> {t(`settled.${known}.what`)}
      </p>
      {note && <p>{t("settled.note", { note })}</p>}
    </Notice>
  );
}
