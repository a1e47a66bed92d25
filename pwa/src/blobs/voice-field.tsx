import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { VoiceNote } from "../api/rows";
import { current } from "../local/current";
import type { Change } from "../records/form";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { blobOf, dropBlob, keepBlob } from "./album";
import { t } from "./i18n";
import { bufferOf, hashOf } from "./stamp";

/** Longer is a talk, no note. */
const MOST_SECONDS = 90;
/** Speech needs no more. */
const BITS = 24_000;
/** In ms: what was said by then outlives the page. */
const KEPT_EVERY = 5_000;
/** What the server knows to be sound. */
const KINDS = ["audio/webm", "audio/mp4", "audio/ogg"];

interface VoiceFieldProps {
  voice: VoiceNote | null;
  change: (change: Change) => void;
}

/** For who would rather say it: a note by voice, where the phone can record one. */
export function VoiceField({ voice, change }: VoiceFieldProps) {
  const began = useSignal(0);
  const seconds = useSignal(0);
  const refused = useSignal(false);
  const recorder = useRef<MediaRecorder | null>(null);
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const last = useRef<VoiceNote | null>(null);
  useEffect(() => {
    const tick = setInterval(() => {
      if (began.value === 0) return;
      seconds.value = Math.round((performance.now() - began.value) / 1_000);
      if (seconds.value >= MOST_SECONDS) recorder.current?.stop();
    }, 500);
    return () => {
      clearInterval(tick);
      if (recorder.current?.state === "recording") recorder.current.stop();
    };
  }, []);
  if (typeof MediaRecorder === "undefined" || !navigator.mediaDevices) return null;
  const start = async () => {
    try {
      refused.value = false;
      seconds.value = 0;
      recorder.current = await recording((sound, isWhole) => {
        const took = (performance.now() - began.peek()) / 1_000;
        turn.current = turn.current.then(() => keep(sound, took, isWhole));
      });
      began.value = performance.now();
    } catch {
      refused.value = true;
    }
  };
  const keep = async (sound: Blob, took: number, isWhole: boolean) => {
    const note = await kept(sound, Math.round(Math.max(0.1, Math.min(600, took)) * 10) / 10).catch(() => null);
    if (isWhole) began.value = 0;
    refused.value = isWhole && note === null;
    if (!note) return;
    change({ set: "voice", value: note });
    if (last.current && last.current.sha256 !== note.sha256) letGo(last.current);
    last.current = isWhole ? null : note;
  };
  const remove = () => {
    change({ set: "voice", value: null });
    if (voice) letGo(voice);
  };
  if (voice && began.value === 0) return <Kept voice={voice} remove={remove} />;
  return (
    <>
      {began.value > 0 ? (
        <Button icon="stop" onPress={() => recorder.current?.stop()}>
          {t("voice.stop", { n: seconds.value })}
        </Button>
      ) : (
        <Button kind="second" icon="speaker" onPress={() => void start()}>
          {t("voice.record")}
        </Button>
      )}
      {refused.value && <Notice kind="trouble">{t("voice.refused")}</Notice>}
    </>
  );
}

/** Once no draft names it any more. */
function letGo({ sha256 }: VoiceNote): void {
  const outbox = current.value?.outbox;
  void outbox
    ?.rested()
    .then(() => dropBlob(outbox, sha256))
    .catch(() => undefined);
}

function Kept({ voice, remove }: { voice: VoiceNote; remove: () => void }) {
  const play = async () => {
    const outbox = current.value?.outbox;
    const bytes = outbox && (await blobOf(outbox, voice.sha256));
    if (!bytes) return;
    const address = URL.createObjectURL(new Blob([bytes]));
    const sound = new Audio(address);
    sound.onended = () => URL.revokeObjectURL(address);
    await sound.play();
  };
  return (
    <div class="card ask">
      <p>{t("voice.kept", { n: Math.round(voice.seconds) })}</p>
      <Button kind="second" icon="speaker" onPress={() => void play().catch(() => undefined)}>
        {t("voice.play")}
      </Button>
      <Button kind="quiet" onPress={remove}>
        {t("voice.remove")}
      </Button>
    </div>
  );
}

/** Records until it is stopped, and lets go of the microphone then. Tells meanwhile what there is so far. */
async function recording(tell: (sound: Blob, isWhole: boolean) => void): Promise<MediaRecorder> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported?.(kind));
  const recorder = new MediaRecorder(stream, { ...(mimeType && { mimeType }), audioBitsPerSecond: BITS });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => {
    parts.push(data);
    if (recorder.state === "recording") tell(new Blob(parts), false);
  };
  recorder.onstop = () => {
    for (const track of stream.getTracks()) track.stop();
    tell(new Blob(parts), true);
  };
  recorder.start(KEPT_EVERY);
  return recorder;
}

async function kept(sound: Blob, seconds: number): Promise<VoiceNote | null> {
  const outbox = current.value?.outbox;
  const bytes = new Uint8Array(await bufferOf(sound));
  if (!outbox || bytes.length === 0) return null;
  const sha256 = await hashOf(bytes);
  await keepBlob(outbox, sha256, bytes);
  return { sha256, size: bytes.length, seconds };
}
