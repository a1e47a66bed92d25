import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { PIN_DIGITS } from "../local/pin-rules";
import { t } from "./i18n";
import "./keypad.css";

interface KeypadProps {
  /** What is asked for, for those who do not see the page. */
  label: string;
  /** Deaf for now: something is being checked, or one has to wait. */
  busy: boolean;
  onPin: (pin: string) => void;
}

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** Ten large keys and no gesture: for wet hands and gloves. The sixth digit hands the PIN over. */
export function Keypad({ label, busy, onPin }: KeypadProps) {
  const typed = useSignal("");
  const press = (digit: string) => {
    if (busy || typed.value.length >= PIN_DIGITS) return;
    typed.value += digit;
    if (typed.value.length < PIN_DIGITS) return;
    const pin = typed.value;
    typed.value = "";
    onPin(pin);
  };
  const back = () => {
    typed.value = typed.value.slice(0, -1);
  };
  useKeyboard(press, back);
  return (
    <section aria-label={label}>
      <Dots filled={typed.value.length} />
      <Keys busy={busy} press={press} back={back} />
    </section>
  );
}

interface KeysProps {
  busy?: boolean;
  press: (digit: string) => void;
  back: () => void;
  /** What stands left of the 0, as wide as a key. */
  beside?: ComponentChildren;
}

/** The ten digits, and what takes one back. */
export function Keys({ busy = false, press, back, beside }: KeysProps) {
  return (
    <div class="keypad">
      {DIGITS.map((digit) => (
        <Key key={digit} digit={digit} busy={busy} press={press} />
      ))}
      {beside ?? <span />}
      <Key digit="0" busy={busy} press={press} />
      <button type="button" class="keypad-word" onClick={back}>
        {t("pin.delete")}
      </button>
    </div>
  );
}

function Dots({ filled }: { filled: number }) {
  const places = Array.from({ length: PIN_DIGITS }, (_, place) => place);
  return (
    <div class="pin-dots" role="img" aria-label={t("pin.digits", { n: filled })}>
      {places.map((place) => (
        <span key={place} class={place < filled ? "full" : ""} />
      ))}
    </div>
  );
}

function Key({ digit, busy, press }: { digit: string; busy: boolean; press: (digit: string) => void }) {
  return (
    <button type="button" aria-disabled={busy} onClick={() => press(digit)}>
      {digit}
    </button>
  );
}

/** A keyboard types as well, unless it is writing into a field. */
function useKeyboard(press: (digit: string) => void, back: () => void): void {
  const handle = useRef<(event: KeyboardEvent) => void>(() => undefined);
  handle.current = (event) => {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey) return;
    if (/^\d$/.test(event.key)) press(event.key);
    if (event.key === "Backspace") back();
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => handle.current(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
