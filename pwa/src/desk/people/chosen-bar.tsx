import type { ComponentChildren } from "preact";
import { t } from "../i18n";
import type { PersonRow } from "../rows";
import { chooseAll, chooseNone, chosen, chosenAmong } from "./chosen";

interface ChosenBarProps {
  /** All people of the township, and those who are shown. */
  all: PersonRow[];
  shown: PersonRow[];
  children: (people: PersonRow[]) => ComponentChildren;
}

/** What can be done with those who are chosen, also with the ones whom the filters hide just now. */
export function ChosenBar({ all, shown, children }: ChosenBarProps) {
  const people = chosenAmong(all, chosen.value);
  const hidden = people.length - chosenAmong(shown, chosen.value).length;
  const allShown = shown.length > 0 && shown.every(({ id }) => chosen.value.has(id));
  return (
    <div class="desk-bar desk-chosen desk-screen-only">
      <button
        type="button"
        class="desk-button"
        disabled={allShown || shown.length === 0}
        onClick={() => chooseAll(shown)}
      >
        {t("chosen.all_shown", { n: shown.length })}
      </button>
      {people.length > 0 && (
        <>
          <span role="status">
            {t("chosen.number", { n: people.length })}
            {hidden > 0 && ` ${t("chosen.hidden", { n: hidden })}`}
          </span>
          {children(people)}
          <button type="button" class="desk-button" onClick={chooseNone}>
            {t("chosen.none")}
          </button>
        </>
      )}
    </div>
  );
}
