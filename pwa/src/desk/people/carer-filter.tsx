import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../i18n";
import { refine } from "../route";
import { type CarerOption, carerMeant } from "./carers";

const LIST = "desk-carers-known";

interface CarerFilterProps {
  value: string;
  options: CarerOption[];
}

/** Chooses a carer among the many of a township by writing some of the name or the village. The id alone goes into the address. */
export function CarerFilter({ value, options }: CarerFilterProps) {
  const chosen = options.find(({ id }) => id === value)?.label ?? "";
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (field.current) field.current.value = chosen;
  }, [chosen]);
  return (
    <label class="desk-field">
      <span>{t("people.carer")}</span>
      <input
        ref={field}
        type="search"
        autocomplete="off"
        list={LIST}
        placeholder={t("people.carer_hint")}
        onFocus={(event) => event.currentTarget.select()}
        onInput={(event) => chooseIfWhole(event.currentTarget.value, options)}
        onChange={(event) => settle(event.currentTarget, options, chosen)}
      />
      <datalist id={LIST}>
        {options.map(({ id, label }) => (
          <option key={id} value={label} />
        ))}
      </datalist>
    </label>
  );
}

/** A label taken from the list, or an emptied field, counts at once; what is still being written does not. */
function chooseIfWhole(text: string, options: CarerOption[]): void {
  const id = text === "" ? "" : options.find(({ label }) => label === text)?.id;
  if (id !== undefined) refine({ carer: id });
}

/** Who wrote enough is understood; otherwise what was chosen stands again. */
function settle(field: HTMLInputElement, options: CarerOption[], chosen: string): void {
  if (field.value === "") return;
  const id = carerMeant(options, field.value);
  if (id === undefined) field.value = chosen;
  else refine({ carer: id });
}
