import { LightShape } from "../../ui/light";
import { t } from "../i18n";
import { LIGHTS, lightWord } from "../parts/lights";
import { refine } from "../route";
import type { PersonRow } from "../rows";
import { sumsOf } from "./sums";
import { shown, type View } from "./view";

/** One button for each light with how many the other filters leave; pressing one again shows all. */
export function LightFilter({ rows, view, today }: { rows: PersonRow[]; view: View; today: string }) {
  const { lights } = sumsOf(shown(rows, { ...view, light: "" }, today));
  return (
    <fieldset class="desk-light-filter">
      <legend class="desk-aside">{t("people.light")}</legend>
      {LIGHTS.map((light) => {
        const pressed = view.light === light;
        return (
          <button
            key={light}
            type="button"
            class={`desk-chip desk-chip-${light}`}
            aria-pressed={pressed}
            onClick={() => refine({ light: pressed ? "" : light })}
          >
            <LightShape light={light} />
            {lightWord(light)} <b>{lights[light]}</b>
          </button>
        );
      })}
    </fieldset>
  );
}
