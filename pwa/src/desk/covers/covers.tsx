import { useAnswer } from "../api";
import { dayText, momentText } from "../dates";
import { t, word } from "../i18n";
import { AskAgain } from "../parts/ask-again";
import { Answered, Empty } from "../parts/state";
import { TableHead } from "../parts/table-head";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import type { Covers as Answer, Cover } from "../rows";
import { coversPath, endCover } from "./covering";

/** Who cares for whom in whose place: agreed between two phones, and ended here where it must not be. */
export function Covers({ township }: { township: string }) {
  const answer = useAnswer(coversPath(township));
  return <Answered answer={answer}>{(value) => <Page value={value} />}</Answered>;
}

function Page({ value }: { value: Answer }) {
  return (
    <article class="desk-file">
      <h1>{t("covers.title")}</h1>
      <p class="desk-faint">{t("covers.lead")}</p>
      {value.covers.length === 0 ? (
        <Empty what={t("covers.empty")} first={t("covers.empty_first")} />
      ) : (
        <Table covers={value.covers} today={value.today} />
      )}
    </article>
  );
}

const COLUMNS = ["state", "giver", "taker", "people", "days"] as const;

function Table({ covers, today }: { covers: Cover[]; today: string }) {
  return (
    <table class="desk-table">
      <TableHead names={[...COLUMNS, ...(mayChange() ? (["end"] as const) : [])].map((name) => t(`covers.${name}`))} />
      <tbody>
        {covers.map((cover) => (
          <tr key={cover.id}>
            <td data-label={t("covers.state")}>
              <strong class="desk-mark">{word("covers.state", cover.state)}</strong>{" "}
              <span class="desk-faint">{endedWords(cover)}</span>
            </td>
            <td data-label={t("covers.giver")}>{cover.giver_name}</td>
            <td data-label={t("covers.taker")}>
              {cover.taker_name ?? <span class="desk-faint">{t("covers.nobody_yet")}</span>}
            </td>
            <td data-label={t("covers.people")}>
              <People of={cover} />
            </td>
            <td data-label={t("covers.days")}>{daysText(cover, today)}</td>
            {mayChange() && <td class="desk-screen-only">{cover.state !== "over" && <End cover={cover} />}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Their names, each leading to her page. */
export function People({ of }: { of: Cover }) {
  return of.people.map(({ id, name }, at) => (
    <span key={id}>
      {at > 0 && t("households.and")}
      <a href={hashOf("person", id)}>{name}</a>
    </span>
  ));
}

/** 3月2日 – 3月4日. */
export function daysText({ first_day, last_day, ended_on }: Cover, today: string): string {
  const last = ended_on ?? last_day;
  if (last < first_day) return t("covers.never_began");
  return t("covers.from_to", { first: dayText(first_day, today), last: dayText(last, today) });
}

function endedWords({ ended_at, ended_by_name }: Cover): string {
  return ended_at === null ? "" : t("covers.ended", { name: ended_by_name ?? "", moment: momentText(ended_at) });
}

function End({ cover }: { cover: Cover }) {
  const name = t("covers.end_of", { giver: cover.giver_name, taker: cover.taker_name ?? t("covers.nobody_yet") });
  return (
    <AskAgain name={name} button={t("covers.end")} yes={t("covers.end_yes")} work={() => endCover(cover.id)}>
      <p>{t("covers.end_sure")}</p>
    </AskAgain>
  );
}
