import { extraPath, useAnswer } from "../api";
import { dayText } from "../dates";
import { t, word } from "../i18n";
import { Answered } from "../parts/state";
import { hashOf } from "../route";
import type { ExtraFile } from "../rows";
import { populationText } from "./population";

const COLUMNS = ["person", "village", "carer", "state"] as const;
type Row = ExtraFile["rows"][number];

/** One extra duty: who is still to be visited, first; then who was. */
export function Extra({ id }: { id: string }) {
  const answer = useAnswer(extraPath(id));
  return <Answered answer={answer}>{(file) => <File file={file} />}</Answered>;
}

function File({ file }: { file: ExtraFile }) {
  const { extra } = file;
  return (
    <article class="desk-file">
      <p class="desk-back desk-screen-only">
        <a href={hashOf("extra")}>‹ {t("extra.title")}</a>
      </p>
      <h1>{extra.title}</h1>
      <p>
        {t("extra.days", { from: extra.valid_from, to: extra.valid_to })}{" "}
        {t("extra.whom", { place: extra.place_name, whom: populationText(extra.population) })}
      </p>
      <dl class="desk-numbers">
        <Amount name={t("extra_state.to_visit")} n={file.to_visit} />
        <Amount name={t("extra_state.met")} n={file.met} />
        <Amount name={t("extra_state.missed")} n={file.missed} />
        <Amount name={t("extra_state.unreported")} n={file.unreported} />
      </dl>
      <p class="desk-faint">{t("extra.apart")}</p>
      {file.rows.length === 0 ? <p>{t("extra.nobody")}</p> : <Table file={file} />}
    </article>
  );
}

function Amount({ name, n }: { name: string; n: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{n}</dd>
    </div>
  );
}

function Table({ file }: { file: ExtraFile }) {
  return (
    <table class="desk-table desk-extra-people">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" class={`c-${column}`}>
              {t(`extra_people.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {file.rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" class="c-person">
              <a href={hashOf("person", row.id)}>{row.name}</a>
            </th>
            <td class="c-village" data-label={t("extra_people.village")}>
              {[row.township_name, row.village_name, row.group_name].filter(Boolean).join(" ")}
            </td>
            <td class="c-carer" data-label={t("extra_people.carer")}>
              {row.carer?.name ?? t("extra.no_carer")}
            </td>
            <td class="c-state" data-label={t("extra_people.state")}>
              {stateText(row, file.today)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function stateText({ state, met, due_by }: Row, today: string): string {
  const said = word("extra_state", state);
  if (met !== null) return `${said} · ${dayText(met, today)}`;
  return due_by === null ? said : `${said} · ${t("own.due_by", { date: dayText(due_by, today) })}`;
}
