import { isoOf } from "../../duties/days";
import { today } from "../../ui/today";
import { t } from "../i18n";
import { Field } from "../person/fact-form";

/** From which day on something holds: from today, unless it is said otherwise. */
export function FromDay({ name }: { name: string }) {
  return (
    <Field label={t("teams.from")}>
      <input type="date" name={name} required defaultValue={isoOf(today.value)} />
    </Field>
  );
}
