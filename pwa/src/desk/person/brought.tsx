import { useState } from "preact/hooks";
import type { Picture as Named, VoiceNote as VoiceNoteRow } from "../../api/rows";
import { t } from "../i18n";
import type { RecordRow } from "../rows";
import { Picture } from "../sheet/picture";
import { VoiceNote } from "./voice-note";

/** Of the pictures and the voice note that a record promised: what has come, what is missing, what was taken away again. */
export function Brought({ record }: { record: RecordRow }) {
  const [open, setOpen] = useState(false);
  const { arrived, removed } = record;
  const { pictures, voice } = record as unknown as { pictures: Named[]; voice: VoiceNoteRow | null };
  const here = pictures.filter(({ sha256 }) => arrived.includes(sha256));
  const gone = pictures.filter(({ sha256 }) => removed.includes(sha256));
  const hasVoice = voice !== null && arrived.includes(voice.sha256);
  if (pictures.length === 0 && voice === null) return null;
  return (
    <div class="desk-brought">
      {pictures.length > 0 && <span>{picturesText(pictures.length, here.length, gone.length)}</span>}{" "}
      {voice && !hasVoice && (
        <span>{t(removed.includes(voice.sha256) ? "brought.voice_removed" : "brought.voice_missing")}</span>
      )}{" "}
      {(here.length > 0 || hasVoice) && (
        <button
          type="button"
          class="desk-button desk-screen-only"
          aria-expanded={open}
          onClick={() => setOpen((was) => !was)}
        >
          {t(open ? "brought.close" : "brought.open")}
        </button>
      )}
      {open && (
        <div class="desk-thumbs">
          {here.map(({ sha256 }, index) => (
            <Picture key={sha256} sha256={sha256} words={t("brought.nth", { n: index + 1 })} />
          ))}
          {voice && hasVoice && <VoiceNote sha256={voice.sha256} seconds={voice.seconds} />}
        </div>
      )}
    </div>
  );
}

function picturesText(promised: number, here: number, gone: number): string {
  if (gone > 0) return t("brought.removed", { n: gone });
  return here === promised ? t("brought.all", { n: promised }) : t("brought.some", { promised, arrived: here });
}
