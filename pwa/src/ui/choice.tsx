import { Icon, type IconName } from "./icons";

export interface Option<Value extends string> {
  value: Value;
  words: string;
  icon?: IconName;
}

interface ChoiceProps<Value extends string> {
  /** The question, and the name that the browser groups the answers by. */
  legend: string;
  name: string;
  options: Option<Value>[];
  chosen: Value | null;
  onChoose: (value: Value) => void;
  /** The question is heard but not seen. */
  quiet?: boolean;
  columns?: 2 | 3;
  trouble?: string | undefined;
}

/** One answer out of a few, as large buttons; below them real radio buttons, so that keyboard and screen reader know what they are. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { legend, name, options, chosen, onChoose, quiet, columns = 3, trouble } = props;
  return (
    <fieldset class="choice" id={`choice-${name}`} aria-describedby={trouble ? `trouble-${name}` : undefined}>
      <legend class={quiet ? "spoken" : "question"}>{legend}</legend>
      <div class={`choice-options columns-${columns}`}>
        {options.map((option) => (
          <label class="choice-option" key={option.value}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === chosen}
              onChange={() => onChoose(option.value)}
            />
            <span class="choice-face">
              {option.icon && <Icon name={option.icon} />}
              <span>{option.words}</span>
            </span>
          </label>
        ))}
      </div>
      {trouble && (
        <p class="trouble" id={`trouble-${name}`} role="alert">
          {trouble}
        </p>
      )}
    </fieldset>
  );
}
