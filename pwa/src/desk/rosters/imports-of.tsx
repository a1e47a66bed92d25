import { useState } from "preact/hooks";
import type { Answer } from "../api";
import { momentText } from "../dates";
import { t } from "../i18n";
import { AskAgain } from "../parts/ask-again";
import { Answered, Empty } from "../parts/state";
import { mayChange } from "../rights";

/** An import that wrote something. */
interface Import {
  id: string;
  at: string;
  by_name: string | null;
  undone_at: string | null;
}

interface ImportsProps<Line extends Import, Undone> {
  name: string;
  title: string;
  none: string;
  answer: Answer<Line[]>;
  /** What an import did, and what taking it back means. */
  sums: (line: Line) => string;
  sure: (line: Line) => string;
  undo: (id: string) => Promise<Undone>;
  undone: (undone: Undone) => string;
}

/** The imports that wrote something, each with the way back. */
export function ImportsOf<Line extends Import, Undone>(props: ImportsProps<Line, Undone>) {
  const { name, title, none, answer, undone } = props;
  const [last, setLast] = useState<Undone>();
  return (
    <section class="desk-section" aria-labelledby={`desk-${name}-imports`}>
      <h2 id={`desk-${name}-imports`}>{title}</h2>
      <p role="status">{last && undone(last)}</p>
      <Answered answer={answer}>
        {(lines) =>
          lines.length === 0 ? (
            <Empty what={none} />
          ) : (
            <ul class="desk-lines">
              {lines.map((line) => (
                <ImportLine key={line.id} line={line} told={setLast} {...props} />
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
}

interface LineProps<Line extends Import, Undone> extends ImportsProps<Line, Undone> {
  line: Line;
  told: (undone: Undone) => void;
}

function ImportLine<Line extends Import, Undone>({ line, told, sums, sure, undo }: LineProps<Line, Undone>) {
  const { id, at, by_name, undone_at } = line;
  const when = momentText(at);
  return (
    <li>
      <span>
        {when} {by_name ?? t("roster.by_command")}
      </span>
      <span>{sums(line)}</span>
      {undone_at !== null && <strong class="desk-mark">{t("assign.undone", { moment: momentText(undone_at) })}</strong>}
      {undone_at === null && mayChange() && (
        <AskAgain
          name={t("roster.undo_of", { moment: when })}
          button={t("roster.undo")}
          yes={t("roster.undo_yes")}
          work={async () => told(await undo(id))}
        >
          <p>{sure(line)}</p>
        </AskAgain>
      )}
    </li>
  );
}
