import { useState } from "preact/hooks";
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

/** Why it was not done; where a month is closed that it would change, what else has to be said. */
export function DeedFailure({ deed }: { deed: Deed }) {
  if (deed.failure === undefined) return null;
  if (deed.failure === CLOSED) return <Why deed={deed} />;
  return <p role="alert">{failureText(deed.failure)}</p>;
}

const CLOSED = "closed_month";

/** Often within a form, so it is none itself: the same is done once more, with the reason. */
function Why({ deed }: { deed: Deed }) {
  const [reason, setReason] = useState("");
  return (
    <div class="desk-form" role="alert">
      <p>{failureText(CLOSED)}</p>
      <label>
        {t("closing.reason")}
        <textarea rows={2} maxLength={500} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
      </label>
      <p class="desk-form-end">
        <button
          type="button"
          class="desk-button desk-main-button"
          disabled={deed.busy || reason.trim().length < 2}
          onClick={() => void deed.again(reason.trim())}
        >
          {t("closing.change_all_the_same")}
        </button>
      </p>
    </div>
  );
}
