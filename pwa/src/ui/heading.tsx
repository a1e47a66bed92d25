import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../i18n";
import { arrival } from "../router";

/** The heading of a page. On arrival it takes the focus, so that a screen reader says where one is, and the page its old place. */
export function Heading({ words }: { words: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const { first, scroll } = arrival();
    if (first) return;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, scroll);
  }, []);
  useEffect(() => {
    document.title = `${words} · ${t("app.name")}`;
  }, [words]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {words}
    </h1>
  );
}
