import { useState } from "preact/hooks";
import { t } from "../i18n";
import type { Worker } from "../rows";

interface ChoosingProps {
  /** Who is shown. */
  rows: Worker[];
  chosen: ReadonlySet<string>;
  choose: (chosen: ReadonlySet<string>) => void;
  print: () => void;
}

/** Whose slips are to be printed. Asked once more before, for it makes their older codes void. */
export function Choosing({ rows, chosen, choose, print }: ChoosingProps) {
  const [asking, setAsking] = useState(false);
  const newcomers = rows.filter(({ devices }) => devices.length === 0).map(({ id }) => id);
  return (
    <span class="desk-choosing desk-screen-only">
      <button
        type="button"
        class="desk-button"
        disabled={chosen.size === 0 && newcomers.length === 0}
        onClick={() => choose(new Set(chosen.size === 0 ? newcomers : []))}
      >
        {t(chosen.size === 0 ? "slips.none_yet" : "slips.choose_none")}
      </button>
      <span role="status">{chosen.size > 0 && t("slips.chosen", { n: chosen.size })}</span>
      <button
        type="button"
        class="desk-button desk-main-button"
        disabled={chosen.size === 0}
        aria-expanded={asking}
        onClick={() => setAsking(!asking)}
      >
        {t("slips.make")}
      </button>
      {asking && chosen.size > 0 && (
        <span class="desk-link-box" role="alert">
          <p>{t("slips.sure", { n: chosen.size })}</p>
          <button type="button" class="desk-button desk-main-button" onClick={print}>
            {t("slips.make")}
          </button>
          <button type="button" class="desk-button" onClick={() => setAsking(false)}>
            {t("situation.leave")}
          </button>
        </span>
      )}
    </span>
  );
}

/** The chosen ones with one more, or one fewer where it was among them. */
export function turned(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const changed = new Set(chosen);
  if (!changed.delete(id)) changed.add(id);
  return changed;
}
