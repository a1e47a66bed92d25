import { type Signal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../button";
import { Icon } from "../icons";
import { Notice } from "../notice";
import { type CameraTrouble, closeCamera, openCamera } from "./camera";
import { type Decode, decoder } from "./decoder";
import { t } from "./i18n";
import { findInFrame, findInPhoto } from "./picture";
import "./scanner.css";

/** Between two looks, in milliseconds: slow phones must be able to draw what the camera sees as well. */
const PAUSE = 120;

interface ScannerProps {
  /** Takes what a QR code says. False: it is not what is looked for, and the camera goes on. */
  take: (text: string) => boolean;
  /** What is said of a QR code that was not taken. */
  other: string;
}

type State = "starting" | "seeing" | CameraTrouble;

/** Looks for a QR code by the camera, or in a photo. Whoever shows it offers a way without either. */
export default function Scanner({ take, other }: ScannerProps) {
  const state = useSignal<State>("starting");
  const attempts = useSignal(0);
  const isOther = useSignal(false);
  const video = useRef<HTMLVideoElement>(null);
  const taken = (text: string) => {
    isOther.value = !take(text);
    return !isOther.value;
  };
  useEffect(() => look(video, state, taken), [attempts.value]);
  const failed = state.value !== "starting" && state.value !== "seeing" ? state.value : null;
  return (
    <>
      {failed ? (
        <Failed why={failed} again={() => attempts.value++} />
      ) : (
        <Finder video={video} starting={state.value === "starting"} />
      )}
      {isOther.value && <Notice kind="trouble">{other}</Notice>}
      <Photo taken={taken} />
    </>
  );
}

/** Opens the camera and looks until something is taken; gives back how to stop. */
function look(
  video: RefObject<HTMLVideoElement | null>,
  state: Signal<State>,
  taken: (text: string) => boolean,
): () => void {
  let stopped = false;
  let stream: MediaStream | null = null;
  const run = async () => {
    state.value = "starting";
    stream = await openCamera();
    const shown = video.current;
    if (stopped || !shown) return closeCamera(stream);
    shown.srcObject = stream;
    await shown.play();
    state.value = "seeing";
    await follow(shown, await decoder(), taken, () => stopped);
    closeCamera(stream);
  };
  run().catch((why) => {
    if (!stopped) state.value = typeof why === "string" ? (why as CameraTrouble) : "busy";
  });
  return () => {
    stopped = true;
    if (stream) closeCamera(stream);
  };
}

async function follow(
  video: HTMLVideoElement,
  decode: Decode,
  taken: (text: string) => boolean,
  isOver: () => boolean,
): Promise<void> {
  const canvas = document.createElement("canvas");
  let last = "";
  while (!isOver()) {
    const text = document.hidden ? null : await findInFrame(video, canvas, decode);
    // One that was refused stays in view for a while: it is refused once.
    if (text !== null && text !== last && !isOver() && taken(text)) return;
    last = text ?? last;
    await new Promise((next) => setTimeout(next, PAUSE));
  }
}

function Finder({ video, starting }: { video: RefObject<HTMLVideoElement | null>; starting: boolean }) {
  return (
    <>
      <div class="finder">
        <video ref={video} playsInline muted />
        <span class="finder-frame" aria-hidden="true" />
      </div>
      <p class="centred" role="status">
        {t(starting ? "scanner.starting" : "scanner.aim")}
      </p>
    </>
  );
}

function Failed({ why, again }: { why: CameraTrouble; again: () => void }) {
  return (
    <>
      <Notice kind="trouble">
        <p>
          <strong>{t(`scanner.${why}`)}</strong>
        </p>
        <p>{t(`scanner.${why}_help`)}</p>
      </Notice>
      {(why === "refused" || why === "busy") && (
        <Button icon="scan" onPress={again}>
          {t("scanner.again")}
        </Button>
      )}
    </>
  );
}

/** A photo of the QR code, taken before or now. */
function Photo({ taken }: { taken: (text: string) => boolean }) {
  const state = useSignal<"idle" | "looking" | "photo_empty" | "photo_broken">("idle");
  const find = async (file: File | undefined) => {
    if (!file) return;
    state.value = "looking";
    try {
      const text = await findInPhoto(file, await decoder());
      state.value = text === null ? "photo_empty" : "idle";
      if (text !== null) taken(text);
    } catch {
      state.value = "photo_broken";
    }
  };
  return (
    <>
      <label class="button button-second photo-button">
        <Icon name="picture" />
        <span>{t(state.value === "looking" ? "scanner.looking" : "scanner.photo")}</span>
        <input
          type="file"
          accept="image/*"
          onChange={(event) => {
            void find(event.currentTarget.files?.[0]);
            event.currentTarget.value = "";
          }}
        />
      </label>
      {(state.value === "photo_empty" || state.value === "photo_broken") && (
        <Notice kind="trouble">{t(`scanner.${state.value}`)}</Notice>
      )}
    </>
  );
}
