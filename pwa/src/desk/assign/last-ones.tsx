import { assigningsPath, useAnswer } from "../api";
import { momentText } from "../dates";
import { useDeed } from "../deeds";
import { t } from "../i18n";
import { DeedFailure } from "../parts/deed-buttons";
import { Answered } from "../parts/state";
import { mayChange } from "../rights";
import type { Assigning } from "../rows";
import { undoAssigning } from "./assigning";

/** What was done last, each with the way back. */
export function LastOnes({ township }: { township: string }) {
  const answer = useAnswer(assigningsPath(township));
  return <Answered answer={answer}>{(lines) => <Lines lines={lines} />}</Answered>;
}

function Lines({ lines }: { lines: Assigning[] }) {
  if (lines.length === 0) return null;
  return (
    <section class="desk-section" aria-labelledby="desk-assign-last">
      <h2 id="desk-assign-last">{t("assign.last")}</h2>
      <ul class="desk-lines">
        {lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ul>
    </section>
  );
}

function Line({ line }: { line: Assigning }) {
  const deed = useDeed();
  const { at, by_name, people, began, ended, undone_at } = line;
  return (
    <li>
      <span>
        {momentText(at)} {by_name}
      </span>
      <span>{t("assign.done", { people, began, ended })}</span>
      {undone_at !== null && <strong class="desk-mark">{t("assign.undone", { moment: momentText(undone_at) })}</strong>}
      <DeedFailure deed={deed} />
      {undone_at === null && mayChange() && (
        <button
          type="button"
          class="desk-button"
          disabled={deed.busy}
          aria-label={t("assign.undo_of", { moment: momentText(at), people })}
          onClick={() => void deed.run(() => undoAssigning(line.id))}
        >
          {t("undo")}
        </button>
      )}
    </li>
  );
}
