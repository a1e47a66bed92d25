import { useState } from "preact/hooks";
import type { Picture as Named, VoiceNote as VoiceNoteRow } from "../../api/rows";
import { t } from "../i18n";
import { SmallPictures } from "../parts/small-pictures";
import type { RecordRow } from "../rows";
import { VoiceNote } from "./voice-note";

/** Of the pictures and the voice note that a record promised: what has come, what is missing, what was taken away again. */
export function Brought({ record }: { record: RecordRow }) {
  const { arrived, removed, given_up } = record;
  const { pictures, voice } = record as unknown as { pictures: Named[]; voice: VoiceNoteRow | null };
  const here = pictures.filter(({ sha256 }) => arrived.includes(sha256));
  const gone = pictures.filter(({ sha256 }) => removed.includes(sha256));
  const isGivenUp = pictures.some(({ sha256 }) => given_up.includes(sha256));
  const hasVoice = voice !== null && arrived.includes(voice.sha256);
  if (pictures.length === 0 && voice === null) return null;
  return (
    <div class="desk-brought">
      {pictures.length > 0 && <span>{picturesText(pictures.length, here.length, gone.length, isGivenUp)}</span>}{" "}
      {voice && !hasVoice && <span>{voiceText(voice.sha256, record)}</span>}
      <SmallPictures hashes={here.map(({ sha256 }) => sha256)} />
      {voice && hasVoice && <Voice voice={voice} />}
    </div>
  );
}

/** Fetched when somebody wants to hear it. */
function Voice({ voice: { sha256, seconds } }: { voice: VoiceNoteRow }) {
  const [open, setOpen] = useState(false);
  if (open) return <VoiceNote sha256={sha256} seconds={seconds} />;
  return (
    <button type="button" class="desk-button desk-screen-only" onClick={() => setOpen(true)}>
      {t("brought.listen", { n: Math.round(seconds) })}
    </button>
  );
}

function voiceText(sha256: string, { removed, given_up }: RecordRow): string {
  if (removed.includes(sha256)) return t("brought.voice_removed");
  return t(given_up.includes(sha256) ? "brought.voice_given_up" : "brought.voice_missing");
}

function picturesText(promised: number, here: number, gone: number, isGivenUp: boolean): string {
  if (gone > 0) return t("brought.removed", { n: gone });
  if (here === promised) return t("brought.all", { n: promised });
  return t(isGivenUp ? "brought.gave_up" : "brought.some", { promised, arrived: here });
}
