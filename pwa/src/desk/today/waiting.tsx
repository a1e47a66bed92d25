import { account } from "../../local/accounts";
import type { Answer } from "../api";
import {
  concernsPath,
  conflictsPath,
  needStep,
  needsPath,
  parkedPath,
  reportsPath,
  unreachedPath,
  useAnswer,
} from "../api";
import { useDeed } from "../deeds";
import { t, word } from "../i18n";
import { Clock } from "../needs/needs";
import { standingText } from "../needs/words";
import { DeedFailure } from "../parts/deed-buttons";
import { ReportCard } from "../reports/report-card";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import type { ConcernLine, Conflict, NeedLine, ParkedItem, ReportLine, Unreached } from "../rows";
import { Section } from "./section";

/** The lists that the desk's head counts as well, as far as they are about one township. */
export interface Waiting {
  needs: NeedLine[];
  unreached: Unreached[];
  reports: ReportLine[];
  conflicts: Conflict[];
  parked: ParkedItem[];
  concerns: ConcernLine[];
  /** Not all of them have been read yet. */
  reading: boolean;
  failure: string | undefined;
  again: () => void;
}

export function useWaiting(township: string): Waiting {
  const needs = useAnswer(needsPath());
  const unreached = useAnswer(unreachedPath());
  const reports = useAnswer(reportsPath());
  const conflicts = useAnswer(conflictsPath());
  const parked = useAnswer(parkedPath());
  const concerns = useAnswer(concernsPath());
  const all = [needs, unreached, reports, conflicts, parked, concerns];
  const hers = <T extends { township: string }>({ value }: Answer<T[]>): T[] =>
    (value ?? []).filter((each) => each.township === township);
  return {
    needs: hers(needs),
    unreached: hers(unreached),
    reports: hers(reports),
    conflicts: hers(conflicts),
    parked: hers(parked),
    concerns: hers(concerns),
    reading: all.some(({ value }) => value === undefined),
    failure: all.find(({ failure }) => failure !== undefined)?.failure,
    again: () => {
      for (const { again } of all) again();
    },
  };
}

export function NeedsWaiting({ needs }: { needs: NeedLine[] }) {
  return (
    <Section name="needs" n={needs.length} title={t("needs.title")}>
      <ul class="desk-lines">
        {needs.map((need) => (
          <li key={need.id}>
            <span>
              <a href={hashOf("person", need.person)}>{need.person_name}</a>{" "}
              <span class="desk-faint">{need.village_name}</span>
            </span>
            <span>
              {word("need.kind", need.kind)} {need.urgent && <strong class="desk-mark">{t("needs.urgent")}</strong>}{" "}
              <span class="desk-faint">{standingText(need)}</span> {need.due_at !== null && <Clock row={need} />}
            </span>
            <TakeOrOpen need={need} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function TakeOrOpen({ need }: { need: NeedLine }) {
  const deed = useDeed();
  return (
    <span class="desk-screen-only desk-line-deeds">
      {need.status === "open" && mayChange() && (
        <button
          type="button"
          class="desk-button desk-main-button"
          disabled={deed.busy}
          onClick={() => void deed.run(() => needStep(need.id, "take"))}
        >
          {t("need.take")}
          <span class="desk-aside">{need.person_name}</span>
        </button>
      )}
      {need.taken_by === account.value?.user && need.status === "taken" && (
        <button
          type="button"
          class="desk-button"
          disabled={deed.busy}
          onClick={() => void deed.run(() => needStep(need.id, "release"))}
        >
          {t("need.release")}
          <span class="desk-aside">{need.person_name}</span>
        </button>
      )}
      <a
        class="desk-button"
        href={hashOf("needs", need.id)}
        aria-label={t("needs.open_of", { name: need.person_name, kind: word("need.kind", need.kind) })}
      >
        {t("needs.open")}
      </a>
      <DeedFailure deed={deed} />
    </span>
  );
}

export function ReportsWaiting({ reports }: { reports: ReportLine[] }) {
  return (
    <Section name="reports" n={reports.length} title={t("reports.title")} lead={t("reports.lead")}>
      {reports.map((report) => (
        <article key={report.id}>
          <h3>
            <a href={hashOf("person", report.person)}>{report.person_name}</a>{" "}
            <span class="desk-faint">{report.village_name}</span>
          </h3>
          <ReportCard report={report} />
        </article>
      ))}
    </Section>
  );
}
