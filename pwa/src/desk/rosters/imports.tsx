import { useState } from "preact/hooks";
import { rostersPath, useAnswer } from "../api";
import { momentText } from "../dates";
import { t } from "../i18n";
import { AskAgain } from "../parts/ask-again";
import { Answered, Empty } from "../parts/state";
import { mayChange } from "../rights";
import type { RosterImport } from "../rows";
import { undoImport } from "./taking-in";

/** The imports that wrote something, each with the way back. */
export function Imports({ township }: { township: string }) {
  const answer = useAnswer(rostersPath(township));
  const [undone, setUndone] = useState<Awaited<ReturnType<typeof undoImport>>>();
  return (
    <section class="desk-section" aria-labelledby="desk-roster-imports">
      <h2 id="desk-roster-imports">{t("roster.imports")}</h2>
      <p role="status">{undone && t("roster.undone_sums", undone)}</p>
      <Answered answer={answer}>
        {(lines) =>
          lines.length === 0 ? (
            <Empty what={t("roster.none")} />
          ) : (
            <ul class="desk-lines">
              {lines.map((line) => (
                <Line key={line.id} line={line} told={setUndone} />
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
}

interface LineProps {
  line: RosterImport;
  told: (undone: Awaited<ReturnType<typeof undoImport>>) => void;
}

function Line({ line, told }: LineProps) {
  const { id, at, by_name, rows, added, changed, refused, undone_at } = line;
  const when = momentText(at);
  return (
    <li>
      <span>
        {when} {by_name ?? t("roster.by_command")}
      </span>
      <span>{t("roster.sums", { rows, added, changed, refused })}</span>
      {undone_at !== null && <strong class="desk-mark">{t("assign.undone", { moment: momentText(undone_at) })}</strong>}
      {undone_at === null && mayChange() && (
        <AskAgain
          name={t("roster.undo_of", { moment: when })}
          button={t("roster.undo")}
          yes={t("roster.undo_yes")}
          work={async () => told(await undoImport(id))}
        >
          <p>{t("roster.undo_sure", { added, changed })}</p>
        </AskAgain>
      )}
    </li>
  );
}
