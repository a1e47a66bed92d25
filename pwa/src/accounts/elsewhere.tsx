import type { ComponentChildren } from "preact";
import { Button } from "../ui/button";
import { Heading } from "../ui/heading";
import { Lantern } from "../ui/icons";
import type { Place } from "./browsers";
import { CopyButton } from "./copy-button";
import "./elsewhere.css";
import { t } from "./i18n";
import { inFours, typedPart } from "./typed-code";

interface ElsewhereProps {
  place: Exclude<Place, "here">;
  /** Of the link that was opened here, if there was one. */
  code?: string;
  anyway: () => void;
}

/** Signing in here would not last: how to do it where it does, step by step with drawings. */
export function Elsewhere({ place, code, anyway }: ElsewhereProps) {
  const typed = code === undefined ? null : typedPart(code);
  const isApp = place === "inside_an_app";
  return (
    <section class="card">
      <Heading words={t(isApp ? "elsewhere.browser_title" : "elsewhere.home_title")} />
      <p>{t(isApp ? "elsewhere.browser_why" : "elsewhere.home_why")}</p>
      {isApp ? <ToBrowser /> : <ToHomeScreen inSafari={place === "ios_safari"} />}
      {typed && <TypedThere code={typed} address={isApp ? location.host : null} />}
      <Button kind="quiet" onPress={anyway}>
        {t("elsewhere.anyway")}
      </Button>
    </section>
  );
}

function ToBrowser() {
  return (
    <ol class="drawn-steps">
      <Step drawing={<Drawing path="M5 12h.01M12 12h.01M19 12h.01" width={4} />}>{t("elsewhere.step_menu")}</Step>
      <Step drawing={<Drawing path={GLOBE} />}>{t("elsewhere.step_browser")}</Step>
    </ol>
  );
}

function ToHomeScreen({ inSafari }: { inSafari: boolean }) {
  return (
    <ol class="drawn-steps">
      {!inSafari && (
        <Step drawing={<Drawing path={COMPASS} />}>
          {t("elsewhere.step_safari")}
          <CopyButton text={location.href} words={t("elsewhere.copy_link")} />
        </Step>
      )}
      <Step drawing={<Drawing path={SHARE} />}>{t("elsewhere.step_share")}</Step>
      <Step drawing={<Drawing path={ADD} />}>{t("elsewhere.step_add")}</Step>
      <Step drawing={<Lantern />}>{t("elsewhere.step_open")}</Step>
    </ol>
  );
}

const SHARE = "M12 15V3.5M7.5 7.5L12 3l4.5 4.5M8 10.5H5.5v10h13v-10H16";
const ADD = "M4 4h16v16H4zM12 8v8M8 12h8";
const GLOBE = "M12 21a9 9 0 100-18 9 9 0 000 18zM3 12h18M12 3c3 3 3.8 6 3.8 9s-.8 6-3.8 9c-3-3-3.8-6-3.8-9S9 6 12 3z";
const COMPASS = "M12 21a9 9 0 100-18 9 9 0 000 18zM15.5 8.5l-2 5-5 2 2-5z";

function Step({ drawing, children }: { drawing: ComponentChildren; children: ComponentChildren }) {
  return (
    <li>
      <span class="step-drawing" aria-hidden="true">
        {drawing}
      </span>
      <div>{children}</div>
    </li>
  );
}

function Drawing({ path, width = 2 }: { path: string; width?: number }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width={width}>
      <path d={path} stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}

/** The place where it lasts does not know what was opened here: its digits are typed there. */
function TypedThere({ code, address }: { code: string; address: string | null }) {
  return (
    <div class="typed-there">
      <p>{address === null ? t("elsewhere.type_there") : t("elsewhere.type_at", { address })}</p>
      <p class="typed-there-code">{inFours(code)}</p>
      <CopyButton text={code} words={t("elsewhere.copy_code")} />
    </div>
  );
}
