import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Values } from "../../api/checkup-rows";
import "../../checkups/checkups.css";
import { type Section, type Sex, sections } from "../../checkups/form";
import { isAsked, isFilled } from "../../checkups/rules";
import { SectionForm } from "../../checkups/section-form";
import { said } from "../../forms/form";
import { useAnswer } from "../api";
import { changes } from "../deeds";
import { checkupPath, fillCheckup } from "../health-api";
import { t, word } from "../i18n";
import { Answered } from "../parts/state";
import { hashOf, refine, route } from "../route";
import type { CheckupFile } from "../rows";
import "../styles/checkups.css";
import { answersOf, dayHere, yearOf } from "./years";

/** A checkup is keyed in: section by section, by keys alone; and what was found is looked at. */
export default function Checkup({ id }: { id: string }) {
  const answer = useAnswer(checkupPath(id));
  return <Answered answer={answer}>{(file) => <File file={file} />}</Answered>;
}

function File({ file }: { file: CheckupFile }) {
  const year = Number(route.value.query.year) || new Date().getFullYear();
  const chosen = sections.find(({ id }) => id === route.value.query.section) ?? sections[0];
  const checkup = yearOf(file, year);
  const values = answersOf(checkup);
  if (!chosen) return null;
  return (
    <article class="desk-file">
      <div class="desk-title">
        <h1>{t("checkup.title", { name: file.person_name, year })}</h1>
        <a class="desk-button" href={hashOf("checkups", file.township, { year: route.value.query.year ?? "" })}>
          {t("checkup.back")}
        </a>
        <a class="desk-button" href={hashOf("result", file.person, { year: String(year) })}>
          {t("checkup.result")}
        </a>
        <a class="desk-button" href={hashOf("person", file.person)}>
          {t("checkup.person")}
        </a>
      </div>
      <p>
        {file.village_name} {file.group_name} · {word("sex", file.sex)} · {file.birth_date} ·{" "}
        <strong>{word("checkup", checkup?.state ?? "due")}</strong>
        {file.contract &&
          ` · ${t("checkups.contract_until", { doctor: file.contract.doctor, day: file.contract.until })}`}
        {checkup?.state === "incomplete" && ` · ${t("checkups.missing_n", { n: checkup.missing.length })}`}
      </p>
      <div class="checkup-desk">
        <Steps chosen={chosen} values={values} file={file} missing={checkup?.missing ?? []} />
        <Entry key={`${year} ${chosen.id}`} file={file} year={year} section={chosen} values={values} />
      </div>
      <p class="desk-faint">{t("checkup.keys")}</p>
    </article>
  );
}

interface StepsProps {
  chosen: Section;
  values: Values;
  file: CheckupFile;
  missing: string[];
}

function Steps({ chosen, values, file, missing }: StepsProps) {
  return (
    <nav class="checkup-steps" aria-label={t("checkup.sections")}>
      {sections.map((section) => {
        const open = section.fields.filter(({ id }) => missing.includes(id)).length;
        const filled = section.fields.filter(
          (one) => isAsked(one, values, file.sex as Sex) && isFilled(values[one.id]),
        ).length;
        return (
          <button
            key={section.id}
            type="button"
            class="desk-button"
            aria-current={section.id === chosen.id ? "step" : undefined}
            onClick={() => refine({ section: section.id })}
          >
            {said(section)} <span class="desk-faint">{filled > 0 && open === 0 ? "✓" : open > 0 ? open : ""}</span>
          </button>
        );
      })}
    </nav>
  );
}

interface EntryProps {
  file: CheckupFile;
  year: number;
  section: Section;
  values: Values;
}

function Entry({ file, year, section, values }: EntryProps) {
  const told = yearOf(file, year)?.sections.find((one) => one.section === section.id);
  const begun = useSignal({ values, answers: (told?.answers ?? {}) as Values, clashes: told?.clashes ?? [] }).peek();
  useEffect(() => document.querySelector<HTMLElement>(".checkup-form input, .checkup-form textarea")?.focus(), []);
  return (
    <SectionForm
      section={section}
      sex={file.sex as Sex}
      year={year}
      today={dayHere()}
      bounds={file.bounds}
      values={begun.values}
      answers={begun.answers}
      clashes={begun.clashes as never}
      store={{
        loadDraft: async () => null,
        keepDraft: () => undefined,
        save: async ({ set, settle }) => {
          if (Object.keys(set).length + settle.length === 0) return;
          await fillCheckup(file.person, [{ year, form_version: 1, section: section.id, set, settle }]);
          changes.value++;
        },
        done: () => next(section),
      }}
    />
  );
}

/** On to the next page of the paper form. */
function next(section: Section): void {
  const at = sections.findIndex(({ id }) => id === section.id);
  refine({ section: sections[at + 1]?.id ?? section.id });
}
