import { useState } from "preact/hooks";
import { historyPath, useAnswer } from "../api";
import { momentText } from "../dates";
import { t, word } from "../i18n";
import { Answered } from "../parts/state";
import type { ProfileVersion } from "../rows";

/** What was changed in the profile, when and by whom; asked for only when somebody wants to know. */
export function History({ person }: { person: string }) {
  const [open, setOpen] = useState(false);
  return (
    <section class="desk-section desk-screen-only" aria-labelledby="desk-history">
      <h2 id="desk-history">{t("history.title")}</h2>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t("history.open")}</summary>
        {open && <Versions person={person} />}
      </details>
    </section>
  );
}

function Versions({ person }: { person: string }) {
  return (
    <Answered answer={useAnswer(historyPath(person))}>
      {(versions) => (
        <ol class="desk-lines">
          {versions.map((version) => (
            <Version key={version.at} version={version} />
          ))}
        </ol>
      )}
    </Answered>
  );
}

function Version({ version: { at, by_name, by_phone, edits } }: { version: ProfileVersion }) {
  return (
    <li>
      <span class="desk-faint">
        {momentText(at)} {by_name ?? t("roster.by_command")} {by_phone && t("history.by_phone")}
      </span>
      <ul class="desk-steps">
        {edits.map(({ field, before, after }) => (
          <li key={field}>
            {word("field", field)} {before === null ? "" : <s>{said(field, before)}</s>}{" "}
            <b>{after === null ? t("conflicts.nothing") : said(field, after)}</b>
          </li>
        ))}
      </ul>
    </li>
  );
}

function said(field: string, value: string): string {
  return field === "sex" ? word("sex", value) : value;
}
