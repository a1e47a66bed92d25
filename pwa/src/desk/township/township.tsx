import { townshipPath, useAnswer } from "../api";
import { t } from "../i18n";
import { PeriodChooser, PeriodLine } from "../parts/period";
import { Answered } from "../parts/state";
import { askedFrom } from "../person/asked";
import { Duties } from "../person/duties";
import { Records } from "../person/records";
import { hashOf, periodOf, route } from "../route";
import type { Opened, TownshipFile } from "../rows";

/** One township: what it owes itself, each number opened onto its days and records. */
export function Township({ code }: { code: string }) {
  const answer = useAnswer(townshipPath(code, periodOf(route.value.query)));
  return <Answered answer={answer}>{(file) => <File file={file} />}</Answered>;
}

function File({ file }: { file: TownshipFile }) {
  const opened: Opened = { ...file, quarantined: [] };
  return (
    <article class="desk-file">
      <div class="desk-title">
        <h1>{t("township.title", { name: file.name })}</h1>
        <PeriodChooser period={file} today={file.today} />
        <a class="desk-button" href={hashOf("people", file.township, periodOf(route.value.query))}>
          {t("township.people")}
        </a>
        <a class="desk-button" href={hashOf("households", file.township, periodOf(route.value.query))}>
          {t("township.households")}
        </a>
        <a class="desk-button" href={hashOf("hygiene", file.township)}>
          {t("township.hygiene")}
        </a>
        <a class="desk-button" href={hashOf("agreements", file.township)}>
          {t("township.agreements")}
        </a>
        <a class="desk-button" href={hashOf("activities")}>
          {t("township.activities")}
        </a>
        <a class="desk-button" href={hashOf("doors", file.township)}>
          {t("doors.open")}
        </a>
      </div>
      <PeriodLine period={file} today={file.today} policies={file.policies} />
      <Duties file={opened} title={t("township.duties")} none={t("township.no_duties")} />
      <Records file={opened} asked={askedFrom(route.value.query)} />
    </article>
  );
}
