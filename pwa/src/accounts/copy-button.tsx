import { useSignal } from "@preact/signals";
import { Button } from "../ui/button";
import { t } from "./i18n";

/** Puts a text where it can be pasted from. `words` says what it is. */
export function CopyButton({ text, words }: { text: string; words: string }) {
  const copied = useSignal(false);
  const copy = () =>
    navigator.clipboard?.writeText(text).then(
      () => (copied.value = true),
      () => undefined,
    );
  if (!navigator.clipboard) return null;
  return (
    <Button kind="second" onPress={() => void copy()}>
      <span role="status">{copied.value ? t("elsewhere.copied") : words}</span>
    </Button>
  );
}
