import type { Tick, TickName } from "../api/rows";
import { t } from "../i18n";
import { Icon } from "../ui/icons";
import type { Change, VisitForm } from "./form";
import { TICK_WORDS, TICKS } from "./words";

interface TicksProps {
  form: VisitForm;
  change: (change: Change) => void;
  trouble: string | undefined;
}

/** Six things to look at, each well or not; real radio buttons under large faces. */
export function Ticks({ form, change, trouble }: TicksProps) {
  return (
    <fieldset class="ticks" aria-describedby={trouble ? "trouble-ticks" : undefined}>
      <legend class="question">{t("visit.ticks")}</legend>
      {trouble && (
        <p class="trouble" id="trouble-ticks" role="alert">
          {trouble}
        </p>
      )}
      {TICKS.map((tick) => (
        <TickRow key={tick} tick={tick} value={form.ticks[tick]} change={change} />
      ))}
    </fieldset>
  );
}

function TickRow({ tick, value, change }: { tick: TickName; value: Tick | undefined; change: TicksProps["change"] }) {
  const words = t(TICK_WORDS[tick]);
  return (
    <div class="tick" role="radiogroup" aria-label={words}>
      <span class="tick-name" aria-hidden="true">
        <Icon name={tick} size={1.6} />
        <span>{words}</span>
      </span>
      <TickFace tick={tick} face="ok" value={value} change={change} />
      <TickFace tick={tick} face="concern" value={value} change={change} />
    </div>
  );
}

interface TickFaceProps {
  tick: TickName;
  face: Tick;
  value: Tick | undefined;
  change: TicksProps["change"];
}

function TickFace({ tick, face, value, change }: TickFaceProps) {
  return (
    <label class="tick-option">
      <input
        type="radio"
        name={`tick-${tick}`}
        value={face}
        checked={value === face}
        onChange={() => change({ set: "tick", tick, value: face })}
      />
      <span class={`tick-face tick-${face}`}>
        <Icon name={face === "ok" ? "check" : "concern"} />
        <span>{t(face === "ok" ? "visit.ok" : "visit.concern")}</span>
      </span>
    </label>
  );
}
