import { needsOfPath, useAnswer } from "../api";
import { momentText } from "../dates";
import { t, word } from "../i18n";
import { Clock } from "../needs/needs";
import { standingText } from "../needs/words";
import { Answered } from "../parts/state";
import { hashOf } from "../route";
import type { NeedLine } from "../rows";

/** All that she ever needed, what is open first told: the last one first, each leading to what was done. */
export function Needs({ person }: { person: string }) {
  return (
    <section class="desk-section" aria-labelledby="desk-person-needs">
      <h2 id="desk-person-needs">{t("needs.title")}</h2>
      <Answered answer={useAnswer(needsOfPath(person))}>{(needs) => <Lines needs={needs} />}</Answered>
    </section>
  );
}

function Lines({ needs }: { needs: NeedLine[] }) {
  if (needs.length === 0) return <p>{t("person.no_needs")}</p>;
  return (
    <ul class="desk-lines">
      {needs.map((need) => (
        <li key={need.id}>
          <span class="desk-faint">{momentText(need.raised_at)}</span>
          <a href={hashOf("needs", need.id)}>{word("need.kind", need.kind)}</a>
          {need.urgent && <strong class="desk-mark">{t("needs.urgent")}</strong>}
          <span>{standingText(need)}</span>
          {need.due_at !== null && need.status !== "closed" && <Clock row={need} />}
          {need.outcome_note !== null && <span class="desk-note">{need.outcome_note}</span>}
        </li>
      ))}
    </ul>
  );
}
