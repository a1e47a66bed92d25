import type { ComponentChildren } from "preact";
import type { components } from "../../api/schema";
import { type Path, townshipsPath, useAnswer } from "../api";
import { dayText } from "../dates";
import { Answered, Empty } from "../parts/state";
import { hashOf, queryString } from "../route";
import { t } from "./i18n";

type Shapes = components["schemas"];
type Patterns = Shapes["PatternsReply"];
type Tick = "spirit" | "body" | "food" | "safety" | "hygiene" | "needs";

/** The bounds of `shouwang.patterns.rules`, in the sentences that name them. */
const LONELY = { days: 30, calls: 2 };
const WORSE = { lately: 30, before: 90 };
const READ_DAYS = 120;

const patternsPath = (township: string): Path<Patterns> => ({ path: `/api/patterns${queryString({ township })}` });

/** What months of visits show that deserves care: who is alone, who is getting worse, who carries too much. */
export default function PatternsPage({ place }: { place: string }) {
  return (
    <>
      <div class="desk-title">
        <h1>{t("patterns.title")}</h1>
      </div>
      <p class="desk-period-line">{t("patterns.lead")}</p>
      {place.length === 9 ? <OneTownship township={place} /> : <AllTownships />}
    </>
  );
}

function AllTownships() {
  const answer = useAnswer(townshipsPath({}));
  return (
    <section class="desk-section" aria-label={t("patterns.township")}>
      <p>{t("patterns.township")}</p>
      <Answered answer={answer}>
        {({ rows }) => (
          <ul class="desk-list">
            {rows.map(({ township, name }) => (
              <li key={township}>
                <a href={hashOf("patterns", township)}>{name}</a>
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </section>
  );
}

function OneTownship({ township }: { township: string }) {
  const answer = useAnswer(patternsPath(township));
  return <Answered answer={answer}>{(reply) => <Shown reply={reply} />}</Answered>;
}

function Shown({ reply }: { reply: Patterns }) {
  const { lonely, worse, carers, today } = reply;
  if (lonely.length + worse.length + carers.length === 0)
    return <Empty what={t("patterns.none", { n: reply.people })} />;
  return (
    <>
      <Kind id="lonely" title={t("patterns.lonely")} lead={t("patterns.lonely_lead", LONELY)} n={lonely.length}>
        {lonely.map((line) => (
          <li key={line.person}>
            <Who line={line} /> <strong>{sinceText(line.since, today)}</strong>{" "}
            <span class="desk-faint">
              {t("patterns.calls", { n: line.days.length, days: daysText(line.days, today) })}
            </span>
          </li>
        ))}
      </Kind>
      <Kind id="worse" title={t("patterns.worse")} lead={t("patterns.worse_lead", WORSE)} n={worse.length}>
        {worse.map((line) => (
          <li key={line.person + line.tick}>
            <Who line={line} />{" "}
            <strong>
              {t("patterns.worse_line", {
                tick: t(`patterns.tick.${line.tick as Tick}`),
                lately: line.lately,
                of_lately: line.of_lately,
                before: line.before,
                of_before: line.of_before,
              })}
            </strong>{" "}
            <span class="desk-faint">{t("patterns.worse_days", { days: daysText(line.days, today) })}</span>
          </li>
        ))}
      </Kind>
      <Kind id="carers" title={t("patterns.carers")} lead={t("patterns.carers_lead")} n={carers.length}>
        {carers.map((load) => (
          <li key={load.user}>
            <a href={hashOf("workers", reply.township)}>{load.name}</a>{" "}
            <strong>
              {t("patterns.carer_line", { people: load.people, full: load.fully_dependent, visits: load.visits })}
            </strong>{" "}
            <a class="desk-button desk-screen-only" href={hashOf("assign", reply.township, { of: load.user })}>
              {t("patterns.share")}
            </a>
          </li>
        ))}
      </Kind>
    </>
  );
}

interface KindProps {
  id: string;
  title: string;
  lead: string;
  n: number;
  children: ComponentChildren;
}

function Kind({ id, title, lead, n, children }: KindProps) {
  if (n === 0) return null;
  return (
    <section class="desk-section" aria-labelledby={`patterns-${id}`}>
      <h2 id={`patterns-${id}`}>
        {title} <span class="desk-count">{n}</span>
      </h2>
      <p class="desk-faint">{lead}</p>
      <ul class="desk-lines">{children}</ul>
    </section>
  );
}

function Who({ line }: { line: Pick<Shapes["LonelyLine"], "person" | "name" | "village_name"> }) {
  return (
    <>
      <a href={hashOf("person", line.person)}>{line.name}</a> <span class="desk-faint">{line.village_name}</span>
    </>
  );
}

function sinceText(since: string | null, today: string): string {
  return since === null
    ? t("patterns.since_never", { days: READ_DAYS })
    : t("patterns.since", { day: dayText(since, today) });
}

function daysText(days: string[], today: string): string {
  return [...new Set(days)].map((day) => dayText(day, today)).join("、");
}
