import { language, t, word } from "../i18n";
import { hashOf } from "../route";
import type { Cause, Difference, MonthRow } from "./calls";
import { endOf } from "./rows";

/** What is not as it was, person by person, and by which records or facts it came. */
export function Differences({ differences, month }: { differences: Difference[]; month: string }) {
  if (differences.length === 0) return <p>{t("closing.no_difference")}</p>;
  return (
    <ul class="desk-list desk-closing-differences">
      {differences.map((each) => {
        const row = (each.after ?? each.before) as MonthRow;
        return (
          <li key={[row.kind, row.subject, row.policy, row.version, row.duty].join()}>
            <Subject row={row} month={month} />
            <p>{row.sentence[language.value === "zh" ? "zh" : "en"]}</p>
            <p>
              {told(each.before)} → <strong>{told(each.after)}</strong>
            </p>
            <ul class="desk-closing-causes">
              {each.causes.map((cause) => (
                <li key={cause.kind + cause.how + cause.id}>{causeText(cause)}</li>
              ))}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}

/** The person's own file for that month: her records and facts are in it. */
export function Subject({ row, month }: { row: MonthRow; month: string }) {
  const page = { person: "person", household: "household", township: "township" }[row.kind];
  return (
    <a href={hashOf(page, row.subject, { from: month, to: endOf(month) })}>
      {row.name || t("closing.unknown_subject")}
    </a>
  );
}

function told(row: MonthRow | null): string {
  if (row === null) return t("closing.not_owed");
  return t("closing.row", {
    expected: row.expected,
    credited: row.credited,
    misses: row.misses.length,
    unreported: row.unreported.length,
  });
}

function causeText({ kind, how, word: said, day, name }: Cause): string {
  const what =
    kind === "record" ? word("kind", said) : kind === "fact" ? word("fact", said) : t(`closing.cause.${kind}`);
  return [word("closing.how", how), what, name, day].filter(Boolean).join(" ");
}
