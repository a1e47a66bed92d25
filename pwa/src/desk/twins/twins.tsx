import { mergesPath, twinsChosenPath, twinsPath, useAnswer } from "../api";
import { momentText } from "../dates";
import { useDeed } from "../deeds";
import { t } from "../i18n";
import { AskAgain } from "../parts/ask-again";
import { DeedFailure } from "../parts/deed-buttons";
import { Answered, Empty } from "../parts/state";
import { chooseNone, chosen } from "../people/chosen";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import type { Merge, Twin } from "../rows";
import { merge, undoMerge } from "./merging";

/** Who may stand in the register twice: side by side, so that somebody can tell; and the merges there were. */
export function Twins({ township }: { township: string }) {
  const two = [...chosen.value];
  return (
    <>
      <div class="desk-title">
        <h1>{t("twins.title")}</h1>
        <a class="desk-button" href={hashOf("people", township)}>
          {t("person.back_plain")}
        </a>
      </div>
      <p class="desk-faint">{t("twins.lead")}</p>
      {two.length === 2 && <Chosen ids={two} />}
      <Suspected township={township} />
      <Merges township={township} />
    </>
  );
}

function Chosen({ ids }: { ids: string[] }) {
  return (
    <section class="desk-section" aria-labelledby="desk-twins-chosen">
      <h2 id="desk-twins-chosen">{t("twins.chosen")}</h2>
      <Answered answer={useAnswer(twinsChosenPath(ids))}>{(people) => <SideBySide people={people} />}</Answered>
    </section>
  );
}

function Suspected({ township }: { township: string }) {
  return (
    <section class="desk-section" aria-labelledby="desk-twins">
      <h2 id="desk-twins">{t("twins.suspected")}</h2>
      <Answered answer={useAnswer(twinsPath(township))}>
        {(groups) =>
          groups.length === 0 ? (
            <Empty what={t("twins.none")} first={t("twins.none_first")} />
          ) : (
            groups.map(({ people }) => <SideBySide key={people.map(({ id }) => id).join()} people={people} />)
          )
        }
      </Answered>
    </section>
  );
}

/** Each can be the one that is kept; the others go into it, one at a time. */
function SideBySide({ people }: { people: Twin[] }) {
  return (
    <div class="desk-twins">
      {people.map((person) => (
        <div key={person.id} class="desk-report">
          <h3>
            <a href={hashOf("person", person.id)}>{person.name}</a>
          </h3>
          <dl class="desk-known">
            <dt>{t("person.born")}</dt>
            <dd>
              {person.birth_date} {t(`sex.${person.sex}`)}
            </dd>
            <dt>{t("person.id_number")}</dt>
            <dd>{person.id_number ?? t("person.not_known")}</dd>
            <dt>{t("person.place")}</dt>
            <dd>
              {person.village_name} {person.group_name} {person.address}
            </dd>
            <dt>{t("column.carer")}</dt>
            <dd>{person.carer_name ?? t("people.no_carer")}</dd>
            <dt>{t("records.title")}</dt>
            <dd>{t("records.count", { n: person.records })}</dd>
          </dl>
          {mayChange() &&
            people
              .filter((other) => other.id !== person.id)
              .map((other) => <Keep key={other.id} kept={person} gone={other} alone={people.length === 2} />)}
        </div>
      ))}
    </div>
  );
}

function Keep({ kept, gone, alone }: { kept: Twin; gone: Twin; alone: boolean }) {
  const where = [gone.village_name, gone.group_name].filter(Boolean).join(" ");
  const button = alone ? t("twins.keep") : t("twins.keep_and", { where });
  return (
    <AskAgain
      name={t("twins.keep_of", { button, gone: gone.name, where })}
      button={button}
      yes={t("twins.keep_yes")}
      work={async () => {
        await merge(kept.id, gone.id);
        chooseNone();
      }}
    >
      <p>{t("twins.sure", { n: gone.records })}</p>
    </AskAgain>
  );
}

function Merges({ township }: { township: string }) {
  return (
    <Answered answer={useAnswer(mergesPath(township))}>
      {(lines) =>
        lines.length === 0 ? null : (
          <section class="desk-section" aria-labelledby="desk-merges">
            <h2 id="desk-merges">{t("twins.merges")}</h2>
            <ul class="desk-lines">
              {lines.map((line) => (
                <Line key={line.id} line={line} />
              ))}
            </ul>
          </section>
        )
      }
    </Answered>
  );
}

function Line({ line }: { line: Merge }) {
  const deed = useDeed();
  return (
    <li>
      <span>
        {momentText(line.at)} {line.by_name}
      </span>
      <span>
        <a href={hashOf("person", line.kept)}>{line.kept_name}</a>{" "}
        {t("twins.took_in", { gone: line.gone_name, n: line.records })}
      </span>
      {line.undone_at !== null && (
        <strong class="desk-mark">{t("assign.undone", { moment: momentText(line.undone_at) })}</strong>
      )}
      <DeedFailure deed={deed} />
      {line.undone_at === null && mayChange() && (
        <button
          type="button"
          class="desk-button"
          disabled={deed.busy}
          onClick={() => void deed.run(() => undoMerge(line.id))}
        >
          {t("undo")}
          <span class="desk-aside">{line.gone_name}</span>
        </button>
      )}
    </li>
  );
}
