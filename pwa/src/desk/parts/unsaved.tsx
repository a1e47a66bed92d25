import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n";

/** Asks before a page is left on which something is written that is stored nowhere: by a link, or with the window. */
export function Unsaved({ when, words }: { when: boolean; words: string }) {
  const [target, setTarget] = useState<string>();
  const box = useRef<HTMLElement>(null);
  useEffect(() => (when ? holdBack(setTarget) : undefined), [when]);
  useEffect(() => box.current?.focus(), [target]);
  if (!when || target === undefined) return null;
  return (
    <section
      ref={box}
      role="alertdialog"
      tabIndex={-1}
      class="desk-link-box desk-screen-only"
      aria-label={words}
      onKeyDown={(event) => event.key === "Escape" && setTarget(undefined)}
    >
      <p>{words}</p>
      <p class="desk-form-end">
        <button type="button" class="desk-button desk-main-button" onClick={() => setTarget(undefined)}>
          {t("unsaved.stay")}
        </button>
        <button type="button" class="desk-button" onClick={() => location.assign(target)}>
          {t("unsaved.leave")}
        </button>
      </p>
    </section>
  );
}

function holdBack(ask: (target: string) => void): () => void {
  const link = (event: MouseEvent) => {
    const anchor = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="#"]') : null;
    if (anchor?.target !== "") return;
    event.preventDefault();
    ask(anchor.href);
  };
  const window_ = (event: BeforeUnloadEvent) => event.preventDefault();
  document.addEventListener("click", link, true);
  window.addEventListener("beforeunload", window_);
  return () => {
    document.removeEventListener("click", link, true);
    window.removeEventListener("beforeunload", window_);
  };
}
