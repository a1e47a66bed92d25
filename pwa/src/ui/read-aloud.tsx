import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Language, language, t } from "../i18n";
import { Icon } from "./icons";

/** Reads the page out where the phone has a voice for its language; elsewhere there is nothing to press. */
export function ReadAloud() {
  const voice = useVoice(language.value);
  const speaking = useSignal(false);
  useEffect(() => hush, []);
  if (!voice) return null;
  const press = () => {
    if (speaking.value) hush();
    else say(linesOf(document.querySelector("main")), voice, () => (speaking.value = false));
    speaking.value = !speaking.value;
  };
  return (
    <button type="button" class="read-aloud" aria-pressed={speaking.value} onClick={press} data-unread>
      <Icon name={speaking.value ? "stop" : "speaker"} />
      <span>{t(speaking.value ? "app.hush" : "app.read_aloud")}</span>
    </button>
  );
}

/** One that speaks without network where there is one. Phones tell of their voices some time after the page is there. */
function useVoice(wanted: Language): SpeechSynthesisVoice | null {
  const voice = useSignal<SpeechSynthesisVoice | null>(null);
  useEffect(() => {
    const synthesis = window.speechSynthesis as SpeechSynthesis | undefined;
    if (!synthesis) return;
    const choose = () => {
      const known = synthesis.getVoices().filter(({ lang }) => lang.toLowerCase().startsWith(wanted));
      voice.value = known.find(({ localService }) => localService) ?? known[0] ?? null;
    };
    choose();
    // Old Safari has the event, and no listeners for it.
    synthesis.addEventListener?.("voiceschanged", choose);
    return () => synthesis.removeEventListener?.("voiceschanged", choose);
  }, [wanted]);
  return voice.value;
}

/** Line by line: a long text at once is cut off by some phones after fifteen seconds. */
function say(lines: string[], voice: SpeechSynthesisVoice, done: () => void): void {
  hush();
  lines.forEach((line, index) => {
    const utterance = new SpeechSynthesisUtterance(line);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = 0.9;
    if (index === lines.length - 1) utterance.onend = done;
    window.speechSynthesis.speak(utterance);
  });
}

function hush(): void {
  window.speechSynthesis?.cancel();
}

/** What is seen on the page, as it is seen, without this button. */
function linesOf(main: HTMLElement | null): string[] {
  const own = main?.querySelector<HTMLElement>("[data-unread]")?.textContent?.trim();
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not to be heard, and lines are to stay lines
  const lines = (main?.innerText ?? "").split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "" && line !== own);
}
