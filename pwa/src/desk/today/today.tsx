import { useEffect } from "preact/hooks";
import { Lazily } from "../../ui/lazily";
import { todayPath, useAnswer } from "../api";
import { RunningCovers } from "../covers/running";
import { dayText, weekdayText } from "../dates";
import { t } from "../i18n";
import { UnreachedLines } from "../needs/unreached";
import { Conflicts } from "../parked/conflicts";
import { ParkedTable } from "../parked/parked";
import { Answered, Empty, Failed } from "../parts/state";
import { left } from "../people/memory";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import type { Today as Answer } from "../rows";
import { FallingDue, SilentPhones } from "./falling-due";
import { OverdueSection } from "./overdue";
import { Summary } from "./summary";
import { NeedsWaiting, ReportsWaiting, useWaiting, type Waiting } from "./waiting";
import { WithoutCarer } from "./without-carer";

const questions = () => import("../questions/answered");

/** Where a clerk's day begins: what needs a person now, the most urgent first, each with the one action that settles it. */
export function Today({ township }: { township: string }) {
  const answer = useAnswer(todayPath(township));
  const waiting = useWaiting(township);
  useEffect(() => {
    if (left.list === "") left.list = hashOf("people", township);
  }, [township]);
  return <Answered answer={answer}>{(value) => <Page value={value} waiting={waiting} />}</Answered>;
}

function Page({ value, waiting }: { value: Answer; waiting: Waiting }) {
  return (
    <>
      <div class="desk-title">
        <h1>{t("today.title", { name: value.name })}</h1>
        <span class="desk-faint">
          {dayText(value.today, value.today)} {weekdayText(value.today)}
        </span>
      </div>
      {value.people === 0 ? <Nobody value={value} /> : <Summary value={value} waiting={waiting} />}
      {waiting.failure !== undefined && <Failed code={waiting.failure} again={waiting.again} />}
      <OverdueSection value={value} />
      <UnreachedLines lines={waiting.unreached} />
      <NeedsWaiting needs={waiting.needs} />
      <ReportsWaiting reports={waiting.reports} />
      <Conflicts township={value.township} />
      {waiting.parked.length > 0 && <ParkedTable items={waiting.parked} />}
      <Lazily load={questions} />
      <WithoutCarer value={value} />
      <RunningCovers township={value.township} />
      <FallingDue value={value} />
      <SilentPhones value={value} />
    </>
  );
}

function Nobody({ value }: { value: Answer }) {
  const first = t("people.empty_first", { township: value.township });
  return (
    <>
      <Empty what={t("people.empty", { name: value.name })} first={first} />
      {mayChange() && (
        <p class="desk-first-step">
          <a class="desk-button desk-main-button" href={hashOf("rosters", value.township)}>
            {t("roster.title")}
          </a>
        </p>
      )}
    </>
  );
}
