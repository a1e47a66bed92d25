import { useMemo } from "preact/hooks";
import { Icon } from "./icons";

interface ChipsProps {
  legend: string;
  options: { value: string; words: string }[];
  chosen: readonly string[];
  onToggle: (value: string) => void;
  /** Many options, of which most visits need none: closed until somebody opens them. */
  folded?: boolean;
}

/** Short phrases of which any number may be chosen; the chosen ones carry a tick as well as a colour. */
export function Chips(props: ChipsProps) {
  const { legend, options, chosen } = props;
  const open = useMemo(() => chosen.length > 0, []);
  if (!props.folded) {
    return (
      <fieldset class="chips">
        <legend class="question">{legend}</legend>
        <ChipOptions {...props} />
      </fieldset>
    );
  }
  const words = options.filter(({ value }) => chosen.includes(value)).map((option) => option.words);
  return (
    <details class="chips chips-folded" open={open}>
      <summary>
        <span class="question">{legend}</span>
        {words.length > 0 && <span class="soft">{words.join(" · ")}</span>}
      </summary>
      <fieldset>
        <legend class="spoken">{legend}</legend>
        <ChipOptions {...props} />
      </fieldset>
    </details>
  );
}

function ChipOptions({ options, chosen, onToggle }: ChipsProps) {
  return (
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
  );
}
