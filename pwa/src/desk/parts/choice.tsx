import { t } from "../i18n";
import { refine } from "../route";

interface ChoiceProps {
  label: string;
  /** Under which it stands in the address. */
  name: string;
  value: string;
  options: readonly (readonly [value: string, words: string])[];
}

/** A filter of a list: one of some values, or all. */
export function Choice({ label, name, value, options }: ChoiceProps) {
  return (
    <label class="desk-field">
      <span>{label}</span>
      <select value={value} onChange={(event) => refine({ [name]: event.currentTarget.value })}>
        <option value="">{t("people.all")}</option>
        {options.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
