import { useSignal } from "@preact/signals";
import { go } from "../router";
import { Button } from "../ui/button";
import { t } from "./i18n";
import { typedCode } from "./typed-code";

/** A sign-in code, typed or pasted. */
export function CodeField() {
  const text = useSignal("");
  const missing = useSignal(false);
  const submit = (event: Event) => {
    event.preventDefault();
    const code = typedCode(text.value);
    missing.value = code === "";
    if (code !== "") go(`/enrol/${encodeURIComponent(code)}`);
  };
  return (
    <form class="code-form" onSubmit={submit} noValidate>
      <label class="labelled">
        <span class="question">{t("enrol.code")}</span>
        <input
          class="field"
          name="code"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          value={text.value}
          aria-invalid={missing.value}
          aria-describedby={missing.value ? "trouble-code" : undefined}
          onInput={(event) => {
            text.value = event.currentTarget.value;
          }}
        />
        {missing.value && (
          <span class="trouble" id="trouble-code" role="alert">
            {t("enrol.code_missing")}
          </span>
        )}
      </label>
      <Button submit icon="leave" onPress={() => undefined}>
        {t("enrol.button")}
      </Button>
    </form>
  );
}
