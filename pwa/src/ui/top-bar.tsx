import type { ComponentChildren } from "preact";
import { t } from "../i18n";
import { Heading } from "./heading";
import { Icon } from "./icons";

/** The bar over a page that someone came to from another one: the way back, what this is, and a place for the state. */
export function TopBar({ title, back, children }: { title: string; back: () => void; children?: ComponentChildren }) {
  return (
    <div class="top-bar">
      <button type="button" class="top-bar-back" onClick={back}>
        <Icon name="back" />
        <span>{t("app.back")}</span>
      </button>
      <Heading words={title} />
      {children}
    </div>
  );
}
