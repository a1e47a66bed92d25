import { rostersPath, useAnswer } from "../api";
import { t } from "../i18n";
import { ImportsOf } from "./imports-of";
import { undoImport } from "./taking-in";

/** The rosters that were taken in. */
export function Imports({ township }: { township: string }) {
  return (
    <ImportsOf
      name="roster"
      title={t("roster.imports")}
      none={t("roster.none")}
      answer={useAnswer(rostersPath(township))}
      sums={({ rows, added, changed, refused }) => t("roster.sums", { rows, added, changed, refused })}
      sure={({ added, changed }) => t("roster.undo_sure", { added, changed })}
      undo={undoImport}
      undone={(undone) => t("roster.undone_sums", undone)}
    />
  );
}
