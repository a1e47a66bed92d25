import { useState } from "preact/hooks";
import { clockText } from "../dates";
import { useDeed } from "../deeds";
import { t } from "../i18n";
import { copy } from "../parts/copy";
import { DeedFailure } from "../parts/deed-buttons";
import { mayChange } from "../rights";
import type { ToUrge } from "../rows";
import { undoUrging, urge, urgingText } from "./urging";

/** Urging a worker: call her, or copy words to send her. What was done is seen by all of the office, and can be undone. */
export function Urge({ line }: { line: ToUrge }) {
  const [phone, setPhone] = useState<string | null>();
  const [copied, setCopied] = useState(false);
  const deed = useDeed();
  const { carer, urged } = line;
  const callHer = () => void deed.run(async () => setPhone((await urge(line, "call")).phone));
  const copyWords = () =>
    void deed.run(async () => {
      if (!(await copy(urgingText(line), null))) return;
      setCopied(true);
      await urge(line, "text");
    });
  if (!mayChange()) return urged && <Urged line={line} />;
  return (
    <div class="desk-urge">
      <button type="button" class="desk-button" disabled={deed.busy} onClick={callHer}>
        {t("urge.call")}
        <span class="desk-aside">{carer.name}</span>
      </button>
      <button type="button" class="desk-button" disabled={deed.busy} onClick={copyWords}>
        {t("urge.copy")}
        <span class="desk-aside">{carer.name}</span>
      </button>
      <span role="status" class="desk-urge-said">
        {phone !== undefined && <PhoneNumber phone={phone} />}
        {copied && urged?.how === "text" && <span>{t("urge.copied")}</span>}
      </span>
      {urged && <Urged line={line} />}
      <DeedFailure deed={deed} />
    </div>
  );
}

function PhoneNumber({ phone }: { phone: string | null }) {
  if (phone === null) return <span>{t("urge.no_phone")}</span>;
  return (
    <a class="desk-phone-number" href={`tel:${phone}`}>
      {phone}
    </a>
  );
}

/** Who has urged her today, and the way back for who pressed the wrong button. */
function Urged({ line: { urged, carer } }: { line: ToUrge }) {
  const deed = useDeed();
  if (urged === null) return null;
  return (
    <span class="desk-urged">
      {t(`urge.done_${urged.how}`, { name: urged.by_name, time: clockText(urged.at) })}
      {mayChange() && (
        <button
          type="button"
          class="desk-button desk-small-button"
          disabled={deed.busy}
          aria-label={t("urge.undo_of", { name: carer.name })}
          onClick={() => void deed.run(() => undoUrging(urged.id))}
        >
          {t("undo")}
        </button>
      )}
      <DeedFailure deed={deed} />
    </span>
  );
}
