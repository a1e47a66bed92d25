import type { Deed } from "../deeds";
import { t } from "../i18n";
import { failureText } from "./state";

interface DeedButtonsProps {
  deed: Deed;
  /** What the button that does it says. */
  yes: string;
  /** Where there is no form to submit. */
  press?: () => void;
  leave: () => void;
}

/** What ends a form or a question: the deed, and the way out of it. */
export function DeedButtons({ deed, yes, press, leave }: DeedButtonsProps) {
  return (
    <>
      <button
        type={press ? "button" : "submit"}
        class="desk-button desk-main-button"
        disabled={deed.busy}
        {...(press && { onClick: press })}
      >
        {yes}
      </button>
      <button type="button" class="desk-button" onClick={leave}>
        {t("situation.leave")}
      </button>
    </>
  );
}

/** Why it was not done. */
export function DeedFailure({ deed }: { deed: Deed }) {
  return deed.failure === undefined ? null : <p role="alert">{failureText(deed.failure)}</p>;
}
