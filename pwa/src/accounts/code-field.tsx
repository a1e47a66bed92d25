import { useSignal } from "@preact/signals";
import { go } from "../router";
import { Button } from "../ui/button";
import { t } from "./i18n";
import { Keys } from "./keypad";
import { inFours, mayBeRight, TYPED_DIGITS, typedCode } from "./typed-code";

/** A sign-in code, typed on keys of our own, or pasted. Twelve digits that fit together are taken at once. */
export function CodeField() {
  const text = useSignal("");
  const isTyping = useSignal(false);
  const trouble = useSignal<"enrol.code_missing" | "enrol.mistyped" | null>(null);
  const hand = (code: string) => {
    trouble.value = code === "" ? "enrol.code_missing" : mayBeRight(code) ? null : "enrol.mistyped";
    if (trouble.value === null) go(`/enrol/${encodeURIComponent(code)}`);
  };
  const write = (typed: string) => {
    const code = typedCode(typed);
    const isDigits = /^\d+$/.test(code);
    text.value = isDigits ? inFours(code.slice(0, TYPED_DIGITS)) : typed;
    trouble.value = null;
    if (isDigits && code.length >= TYPED_DIGITS) hand(code.slice(0, TYPED_DIGITS));
  };
  const submit = (event: Event) => {
    event.preventDefault();
    hand(typedCode(text.value));
  };
  return (
    <form class="code-form" onSubmit={submit} noValidate>
      <label class="labelled">
        <span class="question">{t("enrol.code")}</span>
        <input
          class="field code-digits"
          name="code"
          inputMode="none"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          placeholder="0000 0000 0000"
          value={text.value}
          aria-invalid={trouble.value !== null}
          aria-describedby={trouble.value ? "trouble-code" : undefined}
          onFocus={() => {
            isTyping.value = true;
          }}
          onInput={(event) => write(event.currentTarget.value)}
        />
        {trouble.value && (
          <span class="trouble" id="trouble-code" role="alert">
            {t(trouble.value)}
          </span>
        )}
      </label>
      {isTyping.value && (
        <Keys
          press={(digit) => write(text.value + digit)}
          back={() => write(text.value.trim().slice(0, -1))}
          beside={<Paste take={write} />}
        />
      )}
      <Button submit icon="leave" onPress={() => undefined}>
        {t("enrol.button")}
      </Button>
    </form>
  );
}

/** Keys of our own leave no keyboard to paste from. The phone may ask first, and may say no. */
function Paste({ take }: { take: (text: string) => void }) {
  if (!navigator.clipboard?.readText) return <span />;
  const paste = () =>
    navigator.clipboard.readText().then(
      (text) => take(text),
      () => undefined,
    );
  return (
    <button type="button" class="keypad-word" onClick={() => void paste()}>
      {t("enrol.paste")}
    </button>
  );
}
