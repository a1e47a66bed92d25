import { useState } from "preact/hooks";
import { codeOf } from "../../api/failure";
import { t } from "../i18n";
import { failureText } from "../parts/state";
import { type Redrawn, redrawn } from "./redrawn";

interface PictureFieldProps {
  label: string;
  /** Null: none, or one that cannot be taken. */
  take: (picture: Redrawn | null) => void;
}

/** A picture from a camera or a file, drawn anew before anything else is done with it. */
export function PictureField({ label, take }: PictureFieldProps) {
  const [state, setState] = useState<"" | "drawing" | "ready" | { failure: string }>("");
  const choose = async (file: File | undefined) => {
    take(null);
    setState(file ? "drawing" : "");
    if (!file) return;
    try {
      take(await redrawn(file));
      setState("ready");
    } catch (thrown) {
      setState({ failure: codeOf(thrown) });
    }
  };
  return (
    <label class="desk-field">
      <span>{label}</span>
      <input type="file" accept="image/*" onChange={(event) => void choose(event.currentTarget.files?.[0])} />
      {state === "drawing" && <span role="status">{t("paper.drawing")}</span>}
      {state === "ready" && <span role="status">{t("paper.picture_ready")}</span>}
      {typeof state === "object" && <span role="alert">{failureText(state.failure)}</span>}
    </label>
  );
}
