import { useState } from "preact/hooks";
import { type Key, t } from "../i18n";
import { ReportCard } from "../reports/report-card";
import { mayChange } from "../rights";
import type { Fact, PersonFile } from "../rows";
import { FactForm } from "./fact-form";

/** Something that staff may enter about a person: a kind of fact, and the values to choose from. */
export interface Entry {
  name: Extract<Key, `situation.${string}`>;
  kind: Fact["kind"];
  words: string;
  values: string[];
}

const ENTRIES: Entry[] = [
  { name: "situation.hospital", kind: "suspension", words: "suspension", values: ["hospital"] },
  { name: "situation.away", kind: "suspension", words: "suspension", values: ["away"] },
  { name: "situation.stay", kind: "suspension", words: "suspension", values: ["temporary_institution", "other"] },
  { name: "situation.death", kind: "death", words: "death", values: [] },
  { name: "situation.ability", kind: "ability", words: "level", values: ["self", "semi", "full"] },
  { name: "situation.arrangement", kind: "arrangement", words: "arrangement", values: ["dispersed", "centralised"] },
  {
    name: "situation.programme",
    kind: "programme",
    words: "programme",
    values: ["tekun", "dibao", "low_income", "resident"],
  },
];

/** What the carers report, to be confirmed, and what the office enters itself. */
export function Situation({ file }: { file: PersonFile }) {
  const open = file.reports.filter(({ status }) => status === "to_be_confirmed").reverse();
  const decided = file.reports.filter(({ status }) => status !== "to_be_confirmed");
  if (open.length === 0 && decided.length === 0 && !mayChange()) return null;
  return (
    <section class="desk-section" id="desk-situation" aria-labelledby="desk-situation-title">
      <h2 id="desk-situation-title">{t("situation.title")}</h2>
      {open.map((report) => (
        <ReportCard key={report.id} report={report} />
      ))}
      {mayChange() && <Enter file={file} />}
      {decided.map((report) => (
        <ReportCard key={report.id} report={report} />
      ))}
    </section>
  );
}

function Enter({ file }: { file: PersonFile }) {
  const [chosen, setChosen] = useState<Entry | null>(null);
  return (
    <div class="desk-screen-only">
      <p class="desk-buttons">
        {ENTRIES.map((entry) => (
          <button
            key={entry.name}
            type="button"
            class="desk-button"
            aria-expanded={entry === chosen}
            onClick={() => setChosen(entry === chosen ? null : entry)}
          >
            {t(entry.name)}
          </button>
        ))}
      </p>
      {chosen && <FactForm key={chosen.name} file={file} entry={chosen} close={() => setChosen(null)} />}
    </div>
  );
}
