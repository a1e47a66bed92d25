import { t } from "../i18n";
import { Icon, isIcon } from "../ui/icons";
import { type Option, optionsOf, type Question, said } from "./form";

type Mark = "ok" | "concern";

interface MarksProps {
  question: Question;
  marks: Record<string, unknown>;
  /** Takes the marks as they are after one more. */
  mark: (marks: Record<string, unknown>) => void;
  trouble: string | undefined;
}

/** Things to look at, each well or not; real radio buttons under large faces. */
export function Marks({ question, marks, mark, trouble }: MarksProps) {
  const id = `trouble-${question.id}`;
  return (
    <fieldset class="ticks" aria-describedby={trouble ? id : undefined}>
      <legend class="question">{said(question)}</legend>
      {trouble && (
        <p class="trouble" id={id} role="alert">
          {trouble}
        </p>
      )}
      {optionsOf(question).map((option) => (
        <MarkRow
          key={option.id}
          option={option}
          value={marks[option.id]}
          choose={(value) => mark({ ...marks, [option.id]: value })}
        />
      ))}
    </fieldset>
  );
}

interface MarkRowProps {
  option: Option;
  value: unknown;
  choose: (value: Mark) => void;
}

function MarkRow({ option, value, choose }: MarkRowProps) {
  const drawing = option.icon ?? option.id;
  return (
    <div class="tick" role="radiogroup" aria-label={said(option)}>
      <span class="tick-name" aria-hidden="true">
        {isIcon(drawing) && <Icon name={drawing} size={1.6} />}
        <span>{said(option)}</span>
      </span>
      <MarkFace option={option} face="ok" value={value} choose={choose} />
      <MarkFace option={option} face="concern" value={value} choose={choose} />
    </div>
  );
}

function MarkFace({ option, face, value, choose }: MarkRowProps & { face: Mark }) {
  return (
    <label class="tick-option">
      <input
        type="radio"
        name={`tick-${option.id}`}
        value={face}
        checked={value === face}
        onChange={() => choose(face)}
      />
      <span class={`tick-face tick-${face}`}>
        <Icon name={face === "ok" ? "check" : "concern"} />
        <span>{t(face === "ok" ? "visit.ok" : "visit.concern")}</span>
      </span>
    </label>
  );
}
