import { Icon } from "./icons";

interface ChipsProps {
  legend: string;
  options: { value: string; words: string }[];
  chosen: readonly string[];
  onToggle: (value: string) => void;
}

/** Short phrases of which any number may be chosen; the chosen ones carry a tick as well as a colour. */
export function Chips({ legend, options, chosen, onToggle }: ChipsProps) {
  return (
    <fieldset class="chips">
      <legend class="question">{legend}</legend>
      <div class="chips-options">
        {options.map(({ value, words }) => (
          <label class="chip" key={value}>
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => onToggle(value)} />
            <span class="chip-face">
              {chosen.includes(value) && <Icon name="check" size={1.1} />}
              <span>{words}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
