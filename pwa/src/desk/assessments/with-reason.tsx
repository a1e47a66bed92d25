import { useState } from "preact/hooks";
import type { Deed } from "../deeds";

interface WithReasonProps {
  /** What the reason is asked for, and what the button says. */
  asks: string;
  does: string;
  deed: Deed;
  run: (reason: string) => Promise<unknown>;
}

/** A line for the reason, and the button that waits for it. */
export function WithReason({ asks, does, deed, run }: WithReasonProps) {
  const [reason, setReason] = useState("");
  return (
    <>
      <input
        type="text"
        aria-label={asks}
        placeholder={asks}
        maxLength={300}
        value={reason}
        onInput={(event) => setReason(event.currentTarget.value)}
      />{" "}
      <button
        type="button"
        class="desk-button"
        disabled={deed.busy || reason.trim() === ""}
        onClick={() => void deed.run(() => run(reason.trim()))}
      >
        {does}
      </button>
    </>
  );
}
