import { clockText, dayText } from "../dates";
import { t, word } from "../i18n";
import type { WorkerFile } from "../rows";
import { type Cell, type Cells, isHers, keyOf, type Outcome } from "./cells";

type Person = WorkerFile["people"][number];

const OUTCOMES: Outcome[] = ["home", "phone", "video", "hospital", "nobody_home", "refused"];

interface GridProps {
  file: WorkerFile;
  days: string[];
  cells: Cells;
  /** By the id of a line: what speaks against it. */
  problems: ReadonlyMap<string, string>;
  change: (key: string, said: Partial<Cell>) => void;
}

/** A row for each of her people, a column for each day. What is known stands in its cell; a bar marks what is wanting. */
export function Grid({ file, days, cells, problems, change }: GridProps) {
  return (
    <table class="desk-table desk-grid">
      <thead>
        <tr>
          <th scope="col">{t("column.name")}</th>
          {days.map((day) => (
            <th key={day} scope="col">
              {dayText(day, file.today)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {file.people.map((person) => (
          <tr key={person.id}>
            <th scope="row" class="c-name">
              {person.name}
              <small>{person.village_name}</small>
            </th>
            {days.map((day) => (
              <td
                key={day}
                data-label={dayText(day, file.today)}
                class={person.days.includes(day) ? "desk-cell-gap" : ""}
              >
                {isHers(person, day) && (
                  <OneDay
                    label={`${person.name} ${dayText(day, file.today)}`}
                    known={knownOn(person, day)}
                    cell={cells.get(keyOf(person.id, day))}
                    problems={problems}
                    change={(said) => change(keyOf(person.id, day), said)}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function knownOn(person: Person, day: string): string[] {
  return person.records
    .filter((record) => record.day === day)
    .map(({ start, mode, status, author_name, is_paper }) => {
      const how = status === "attempt" ? t("paper.attempt") : word("mode", mode ?? "");
      return `${clockText(start)} ${how} ${author_name}${is_paper ? ` ${t("paper.mark")}` : ""}`;
    });
}

interface OneDayProps {
  label: string;
  known: string[];
  cell: Cell | undefined;
  problems: ReadonlyMap<string, string>;
  change: (said: Partial<Cell>) => void;
}

function OneDay({ label, known, cell, problems, change }: OneDayProps) {
  const said = cell !== undefined && cell.outcome !== "";
  const problem = said ? problems.get(cell.id) : undefined;
  return (
    <div class={said ? "desk-cell-said" : ""}>
      {known.map((line) => (
        <span key={line} class="desk-cell-known">
          {line}
        </span>
      ))}
      <select
        aria-label={label}
        value={cell?.outcome ?? ""}
        onChange={(event) => change({ outcome: event.currentTarget.value as Outcome })}
      >
        <option value="">—</option>
        {OUTCOMES.map((outcome) => (
          <option key={outcome} value={outcome}>
            {t(`paper.outcome.${outcome}` as "paper.outcome.home")}
          </option>
        ))}
      </select>
      {said && <More label={label} cell={cell} change={change} />}
      {problem !== undefined && <Problem code={problem} cell={cell as Cell} change={change} />}
    </div>
  );
}

function More({ label, cell, change }: { label: string; cell: Cell; change: (said: Partial<Cell>) => void }) {
  return (
    <span class="desk-cell-more">
      <input
        type="time"
        aria-label={t("paper.time_of", { label })}
        value={cell.time}
        onInput={(event) => change({ time: event.currentTarget.value })}
      />
      <input
        type="number"
        min="1"
        max="720"
        placeholder={t("paper.minutes")}
        aria-label={t("paper.minutes_of", { label })}
        value={cell.minutes}
        onInput={(event) => change({ minutes: event.currentTarget.value })}
      />
    </span>
  );
}

/** Only one of them is a question: whether this is another visit than the one that is there. */
function Problem({ code, cell, change }: { code: string; cell: Cell; change: (said: Partial<Cell>) => void }) {
  return (
    <span role="alert" class="desk-cell-wrong">
      {word("paper_problem", code)}
      {code === "already_there" && (
        <label class="desk-tick">
          <input
            type="checkbox"
            checked={cell.keep_both}
            onChange={(event) => change({ keep_both: event.currentTarget.checked })}
          />
          <span>{t("paper.keep_both")}</span>
        </label>
      )}
    </span>
  );
}
