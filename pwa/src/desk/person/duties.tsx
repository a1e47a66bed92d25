import { Light } from "../../ui/light";
import { dayText } from "../dates";
import { language, t } from "../i18n";
import { dueSentence } from "../parts/due";
import { StatusMark } from "../parts/period";
import { hashOf, route } from "../route";
import type { DutyLine, Opened } from "../rows";
import { stripOf } from "./day-strip";
import { byOwner } from "./owners";
import { Strip } from "./strip";

interface DutiesProps {
  file: Opened;
  title?: string;
  none?: string;
}

/** What is owed in the period: each duty with the words of its policy, its numbers and what stands behind them. */
export function Duties({ file, title = t("duties.title"), none = t("duties.none") }: DutiesProps) {
  return (
    <section class="desk-section" id="desk-duties" aria-labelledby="desk-duties-title">
      <h2 id="desk-duties-title">{title}</h2>
      {file.duties.length === 0 && <p>{none}</p>}
      {file.duties.map((line) => (
        <DutyCard key={`${line.duty.pack} ${line.duty.version} ${line.duty.id}`} line={line} file={file} />
      ))}
      {file.duties.length > 0 && <p class="desk-faint">{t("duty.note")}</p>}
    </section>
  );
}

function DutyCard({ line, file }: { line: DutyLine; file: Opened }) {
  const { duty } = line;
  return (
    <section class="desk-duty" aria-label={duty.sentence[language.value]}>
      <div class="desk-duty-says">
        <h3>{duty.sentence[language.value]}</h3>
        <p class="desk-duty-light">
          <Light light={line.light} />
          {dueSentence(line, file.today, "own.due_by")}
        </p>
      </div>
      <Words line={line} />
      <Numbers line={line} />
      <Strip strip={stripOf(line)} file={file} />
      <Misses line={line} today={file.today} />
    </section>
  );
}

/** The words of the policy itself: a draft or a line of reference is named as one. */
function Words({ line: { duty } }: { line: DutyLine }) {
  return (
    <figure class="desk-quote">
      <figcaption>
        {t("duties.source")} · {duty.title} <StatusMark status={duty.status} />
        {duty.severity !== "breach" && <strong class="desk-mark">{t(`duty.${duty.severity}`)}</strong>}
      </figcaption>
      {duty.quote !== null && <blockquote lang="zh-CN">“{duty.quote}”</blockquote>}
      <p class="desk-faint">
        {[duty.source, duty.id, t("duty.version", { n: duty.version })].filter(Boolean).join(" · ")}
      </p>
    </figure>
  );
}

function Numbers({ line }: { line: DutyLine }) {
  const of = { duty: line.duty.id, version: String(line.duty.version), day: "" };
  const words = route.value.page === "township" ? "own" : "number";
  return (
    <dl class="desk-numbers">
      <Amount name={t(`${words}.expected`)} n={line.expected} />
      <Amount name={t(`${words}.credited`)} n={line.credited} href={opening({ ...of, show: "credited" })} />
      <Amount name={t(`${words}.misses`)} n={line.misses.length} href={opening({ ...of, show: "misses" })} />
      {line.unreported.length > 0 && (
        <Amount name={t("number.unreported")} n={line.unreported.length} href={opening({ ...of, show: "misses" })} />
      )}
      {line.open > 0 && <Amount name={t("number.open")} n={line.open} />}
      {line.longest_gap !== null && <Amount name={t("number.longest_gap")} n={line.longest_gap} days />}
    </dl>
  );
}

/** The address of this page with other records listed. */
export function opening(change: { [name: string]: string }): string {
  return hashOf(route.value.page, route.value.of, { ...route.value.query, ...change });
}

interface AmountProps {
  name: string;
  n: number;
  href?: string;
  days?: boolean;
}

function Amount({ name, n, href, days }: AmountProps) {
  const text = days ? t("number.days", { n }) : String(n);
  return (
    <div>
      <dt>{name}</dt>
      <dd>{href !== undefined && n > 0 ? <a href={href}>{text}</a> : text}</dd>
    </div>
  );
}

/** The dates behind the numbers, by the one whose each was: a carer, or the township where none was assigned. */
function Misses({ line, today }: { line: DutyLine; today: string }) {
  return (
    <div class="desk-behind" id={`desk-misses-${line.duty.id}-${line.duty.version}`} tabIndex={-1}>
      <h4>{t("duty.missed_on")}</h4>
      {line.misses.length === 0 && <p>{t("duty.no_misses")}</p>}
      <Dates days={line.misses} line={line} today={today} />
      {line.unreported.length > 0 && (
        <>
          <h4>{t("duty.unreported_on")}</h4>
          <Dates days={line.unreported} line={line} today={today} />
          <p class="desk-faint">{t("duty.unreported_note")}</p>
        </>
      )}
    </div>
  );
}

function Dates({ days, line, today }: { days: string[]; line: DutyLine; today: string }) {
  return (
    <ul>
      {[...byOwner(days, line.owners)].map(([owner, theirs]) => (
        <li key={owner}>
          {t("duty.of", {
            name: owner === "" ? t("duty.of_township") : owner,
            days: theirs.map((day) => dayText(day, today)).join(t("list.between")),
          })}
        </li>
      ))}
    </ul>
  );
}
