import { conflictsPath, settleConflict, useAnswer } from "../api";
import { momentText } from "../dates";
import { useDeed } from "../deeds";
import { t, word } from "../i18n";
import { DeedFailure } from "../parts/deed-buttons";
import { Answered } from "../parts/state";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import type { Conflict } from "../rows";

/** What two have changed differently, side by side, until somebody chooses; of one township, or of all. Without any there is nothing to see. */
export function Conflicts({ township = "" }: { township?: string }) {
  const answer = useAnswer(conflictsPath());
  return (
    <Answered answer={answer}>
      {(conflicts) => <List conflicts={conflicts.filter((each) => each.township.startsWith(township))} />}
    </Answered>
  );
}

function List({ conflicts }: { conflicts: Conflict[] }) {
  if (conflicts.length === 0) return null;
  return (
    <section class="desk-section" aria-labelledby="desk-conflicts">
      <h2 id="desk-conflicts">{t("conflicts.title")}</h2>
      <p class="desk-faint">{t("conflicts.lead")}</p>
      {conflicts.map((conflict) => (
        <article key={conflict.id}>
          <h3>
            <a href={hashOf("person", conflict.person)}>{conflict.person_name}</a>{" "}
            <span class="desk-faint">{conflict.village_name}</span> {word("field", conflict.field)}
          </h3>
          <SideBySide conflict={conflict} />
        </article>
      ))}
    </section>
  );
}

function SideBySide({ conflict }: { conflict: Conflict }) {
  const deed = useDeed();
  const { current, kept, other } = conflict;
  const choose = (choice: "kept" | "other") => void deed.run(() => settleConflict(conflict, choice));
  return (
    <div class="desk-report">
      <div class="desk-side-by-side">
        <Value name={t("conflicts.stands")} value={current} action={t("conflicts.keep")} press={() => choose("kept")} />
        <Value name={sourceText(conflict)} value={other} action={t("conflicts.take")} press={() => choose("other")} />
      </div>
      {current !== kept && <p class="desk-note">{t("conflicts.changed", { kept: valueText(kept) })}</p>}
      <DeedFailure deed={deed} />
    </div>
  );
}

/** Who said the other value: somebody on a phone, or a roster. */
function sourceText({ mutation, author_name, created_at }: Conflict): string {
  const moment = momentText(created_at);
  if (mutation !== null) return t("conflicts.other", { name: author_name ?? "", moment });
  return author_name === null
    ? t("conflicts.roster", { moment })
    : t("conflicts.roster_by", { name: author_name, moment });
}

interface ValueProps {
  name: string;
  value: string | null;
  action: string;
  press: () => void;
}

function Value({ name, value, action, press }: ValueProps) {
  return (
    <div>
      <p class="desk-faint">{name}</p>
      <p>
        <b>{valueText(value)}</b>
      </p>
      {mayChange() && (
        <button type="button" class="desk-button desk-screen-only" onClick={press}>
          {action}
        </button>
      )}
    </div>
  );
}

function valueText(value: string | null): string {
  return value ?? t("conflicts.nothing");
}
