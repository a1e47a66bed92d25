import type { ComponentChildren } from "preact";
import { needsPath, peoplePath, townshipsPath, useAnswer } from "../api";
import { monthText } from "../dates";
import { useEach } from "../each";
import { checkupsPath } from "../health-api";
import { hygienePath } from "../hygiene/calls";
import { Answered, Empty } from "../parts/state";
import { addDays, monthOf, monthsUpTo, periodOfMonth } from "../period";
import { hashOf, refine, route } from "../route";
import type { People, Townships } from "../rows";
import { Bars, numberText } from "./bars";
import { type Bar, byGap, bySpeed, byVillage, type PartKind, paceOf, quartersUpTo } from "./figures";
import { t } from "./i18n";
import "../styles/charts.css";

const MONTHS = 6;
const NEEDS_DAYS = 90;
const QUARTERS = 4;

/** Pictures where they say it faster. Every chart is a table with bars (docs/decisions/0182). */
export default function ChartsPage({ place }: { place: string }) {
  const period = route.value.query.month ? periodOfMonth(route.value.query.month) : {};
  const isTownship = place.length === 9;
  return (
    <article class="desk-charts">
      <div class="desk-title">
        <h1>{t("charts.title")}</h1>
        <span class="desk-buttons desk-screen-only">
          {isTownship || (
            <a class="desk-button" href={hashOf("closing", "", { view: "weeks" })}>
              {t("charts.weeks")}
            </a>
          )}
          <button type="button" class="desk-button" onClick={() => print()}>
            {t("charts.print")}
          </button>
        </span>
      </div>
      <p class="desk-period-line">{t("charts.lead")}</p>
      {isTownship ? <OneTownship township={place} period={period} /> : <AllTownships period={period} />}
    </article>
  );
}

interface Asked {
  period: { from?: string; to?: string };
}

function OneTownship({ township, period }: Asked & { township: string }) {
  const answer = useAnswer(peoplePath(township, period));
  return (
    <Answered answer={answer}>
      {(reply) => (
        <>
          <Months of={reply} />
          <Villages reply={reply} />
          <Gaps reply={reply} />
          <Checkups township={township} today={reply.today} />
          <Hygiene township={township} today={reply.today} />
          <Needs township={township} today={reply.today} />
        </>
      )}
    </Answered>
  );
}

function AllTownships({ period }: Asked) {
  const answer = useAnswer(townshipsPath(period));
  return (
    <Answered answer={answer}>
      {(reply) => (
        <>
          <Months of={reply} />
          <TownshipsChart reply={reply} />
          <Needs township="" today={reply.today} />
        </>
      )}
    </Answered>
  );
}

function Months({ of }: { of: People | Townships }) {
  const shown = monthOf(of);
  return (
    <fieldset class="desk-buttons desk-screen-only">
      <legend class="desk-aside">{t("charts.month")}</legend>
      {monthsUpTo(of.today, MONTHS).map((month) => (
        <button
          key={month}
          type="button"
          class="desk-button"
          aria-pressed={month === shown}
          onClick={() => refine({ month })}
        >
          {monthText(month)}
        </button>
      ))}
    </fieldset>
  );
}

function Villages({ reply }: { reply: People }) {
  const bars = byVillage(reply.rows);
  const at = (bar: Bar) => hashOf("people", reply.township, { village: bar.key, from: reply.from, to: reply.to });
  return (
    <Chart id="villages" title={t("charts.villages_of", { month: `${reply.name} ${monthText(monthOf(reply))}` })}>
      {bars.length === 0 ? (
        <Empty what={t("charts.no_visits")} />
      ) : (
        <Bars of={t("charts.name.village")} bars={bars} name={({ name }) => name ?? ""} href={at} shares />
      )}
    </Chart>
  );
}

function TownshipsChart({ reply }: { reply: Townships }) {
  const rows = reply.rows.map((row) => ({ ...row, village: row.township, village_name: row.name }));
  const bars = byVillage(rows as unknown as People["rows"]);
  const at = ({ key }: Bar) => hashOf("charts", key, { month: monthOf(reply) });
  return (
    <Chart id="townships" title={t("charts.townships_of", { month: monthText(monthOf(reply)) })}>
      {bars.length === 0 ? (
        <Empty what={t("charts.no_visits")} />
      ) : (
        <Bars of={t("charts.name.township")} bars={bars} name={({ name }) => name ?? ""} href={at} shares />
      )}
    </Chart>
  );
}

function Gaps({ reply }: { reply: People }) {
  const bars = byGap(reply.rows, reply.today);
  const n = reply.rows.filter(({ light }) => light !== "grey").length;
  return (
    <Chart id="gaps" title={t("charts.gaps")}>
      <p class="desk-faint">{t("charts.gaps_lead", { n })}</p>
      <Bars
        of={t("charts.gap")}
        bars={bars}
        name={({ key }) => t(`charts.gap.${key}` as "charts.gap.0")}
        word={(kind: PartKind) => t(kind === "met" ? "charts.gap.met" : "charts.gap.missed")}
      />
    </Chart>
  );
}

function Checkups({ township, today }: { township: string; today: string }) {
  const year = Number(today.slice(0, 4));
  const answer = useAnswer(checkupsPath(township, year));
  return (
    <Chart id="checkups" title={t("charts.checkups", { year })}>
      <Answered answer={answer}>
        {(lines) => {
          const { owed, months } = paceOf(lines, year, today);
          if (owed === 0) return <Empty what={t("charts.checkups_none")} />;
          return (
            <>
              <p class="desk-faint">
                {t("charts.checkups_lead", { n: owed })}{" "}
                <a href={hashOf("checkups", township)}>{t("charts.to_checkups")}</a>
              </p>
              <table class="desk-table desk-chart">
                <thead>
                  <tr>
                    <th scope="col">{t("charts.month")}</th>
                    <td aria-hidden="true" />
                    <th scope="col" class="desk-number">
                      {t("charts.done")}
                    </th>
                    <th scope="col" class="desk-number">
                      {t("charts.planned")}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {months.map(({ month, done, planned }) => (
                    <tr key={month}>
                      <th scope="row">{monthText(month)}</th>
                      <td aria-hidden="true">
                        <span class="desk-chart-bar">
                          <i class="desk-bar-met" style={{ width: `${(100 * done) / owed}%` }} />
                          <b style={{ left: `${(100 * planned) / owed}%` }} />
                        </span>
                      </td>
                      <td class="desk-number" data-label={t("charts.done")}>
                        {numberText(done)}
                      </td>
                      <td class="desk-number" data-label={t("charts.planned")}>
                        {numberText(planned)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </>
          );
        }}
      </Answered>
    </Chart>
  );
}

/** This quarter and the three before: how many homes were looked at, and how many campaigns there were. */
function Hygiene({ township, today }: { township: string; today: string }) {
  const days = quartersUpTo(today, QUARTERS);
  const { values, failure } = useEach(days.map((day) => hygienePath(township, day)));
  const replies = days.flatMap((day) => values.get(hygienePath(township, day).path) ?? []);
  if (failure !== undefined || replies.length === 0) return null;
  const bars = replies.map((reply): Bar => {
    const seen = reply.homes.filter(({ checks }) => checks.some(({ day }) => day >= reply.first)).length;
    const parts: Bar["parts"] = [
      { kind: "met", n: seen },
      { kind: "open", n: reply.homes.length - seen },
    ];
    return { key: reply.first, name: `${quarterText(reply.first)} · ${campaigns(reply.campaigns.length)}`, parts };
  });
  return (
    <Chart id="hygiene" title={t("charts.hygiene")}>
      <p class="desk-faint">{t("charts.hygiene_lead")}</p>
      <Bars
        of={t("charts.quarter")}
        bars={bars}
        name={({ name }) => name ?? ""}
        href={({ key }) => hashOf("hygiene", township, { day: key })}
        word={(kind: PartKind) => t(kind === "met" ? "charts.looked_at" : "charts.not_yet")}
        shares
      />
    </Chart>
  );
}

const campaigns = (n: number) => t("charts.campaigns", { n });

function quarterText(first: string): string {
  return t("charts.quarter_of", { year: first.slice(0, 4), n: (Number(first.slice(5, 7)) + 2) / 3 });
}

function Needs({ township, today }: { township: string; today: string }) {
  const closed = useAnswer(needsPath(true));
  const open = useAnswer(needsPath());
  return (
    <Chart id="needs" title={t("charts.needs")}>
      <Answered answer={closed}>
        {(settled) => {
          const all = new Map([...settled, ...(open.value ?? [])].map((need) => [need.id, need]));
          const here = [...all.values()].filter((need) => township === "" || need.township === township);
          const bars = bySpeed(here, addDays(today, -NEEDS_DAYS));
          if (bars.every(({ parts }) => parts.every(({ n }) => n === 0)))
            return <Empty what={t("charts.needs_none")} />;
          return (
            <>
              <p class="desk-faint">
                {t("charts.needs_lead")} <a href={hashOf("needs")}>{t("charts.to_needs")}</a>
              </p>
              <Bars
                of={t("charts.speed")}
                bars={bars}
                name={({ key }) => t(`charts.speed.${key}` as "charts.speed.24")}
              />
            </>
          );
        }}
      </Answered>
    </Chart>
  );
}

function Chart({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section class="desk-section" aria-labelledby={`chart-${id}`}>
      <h2 id={`chart-${id}`}>{title}</h2>
      {children}
    </section>
  );
}
