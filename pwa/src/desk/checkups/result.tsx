import type { Values } from "../../api/checkup-rows";
import { remark, unitOf } from "../../checkups/field";
import { type FormField, field, type Sex, softOf } from "../../checkups/form";
import { t as c } from "../../checkups/i18n";
import { findingsOf, isFilled } from "../../checkups/rules";
import { bmiOf, buildOf, constitutionsOf, selfcareOf } from "../../checkups/scores";
import { valueWords } from "../../checkups/value-words";
import { said } from "../../forms/form";
import { useAnswer } from "../api";
import { dayText } from "../dates";
import { checkupPath } from "../health-api";
import { t, word } from "../i18n";
import { Answered, Empty } from "../parts/state";
import { hashOf, route } from "../route";
import type { CheckupFile } from "../rows";
import "../styles/checkups.css";
import { Chart, type Line } from "./chart";
import { answersOf, yearOf } from "./years";

const MEASURED = [
  "sbp_right",
  "dbp_right",
  "sbp_left",
  "dbp_left",
  "glucose",
  "pulse",
  "height",
  "weight",
  "waist",
  "haemoglobin",
  "cholesterol",
  "triglycerides",
  "ldl",
  "hdl",
  "alt",
  "ast",
  "creatinine",
  "urea",
];

const CHARTS: [string, string[]][] = [
  ["pressure", ["sbp_right", "dbp_right"]],
  ["glucose", ["glucose"]],
  ["weight", ["weight"]],
];

/** The result of a checkup as an old person can read it: on one sheet, in large type, with what to do. */
export default function Result({ id }: { id: string }) {
  const answer = useAnswer(checkupPath(id));
  return <Answered answer={answer}>{(file) => <Sheet file={file} />}</Answered>;
}

function Sheet({ file }: { file: CheckupFile }) {
  const year = Number(route.value.query.year) || new Date().getFullYear();
  const [now, before] = [yearOf(file, year), yearOf(file, year - 1)];
  const values = answersOf(now);
  if (!now) return <Empty what={t("result.nothing", { year })} />;
  return (
    <article class="result-sheet">
      <p class="desk-screen-only">
        <a class="desk-button" href={hashOf("checkup", file.person, { year: String(year) })}>
          {t("result.back")}
        </a>{" "}
        <button type="button" class="desk-button desk-main-button" onClick={() => print()}>
          {t("result.print")}
        </button>
      </p>
      <h1>{t("result.title")}</h1>
      <p class="result-who">
        <strong>{file.person_name}</strong> {word("sex", file.sex)} · {file.village_name} {file.group_name} ·{" "}
        {now.day && t("result.day", { day: dayText(now.day, "") })}
      </p>
      <ToDo values={values} sex={file.sex as Sex} />
      <Table values={values} before={answersOf(before)} sex={file.sex as Sex} year={year} />
      <Scores values={values} file={file} />
      <div class="result-charts">
        {CHARTS.map(([name, fields]) => (
          <Chart key={name} title={t(`result.chart_${name as "weight"}`)} lines={linesOf(file, fields)} />
        ))}
      </div>
      <p class="result-sign">{t("result.sign", { doctor: String(values.doctor ?? values.elsewhere_doctor ?? "") })}</p>
    </article>
  );
}

/** What matters first: what is asked of her, then what is not as it should be. */
function ToDo({ values, sex }: { values: Values; sex: Sex }) {
  const found = findingsOf(values, sex);
  const urgent = found.some((one) => one.urgent);
  return (
    <section class="result-todo">
      <h2>{t("result.to_do")}</h2>
      {urgent && <p class="result-urgent">{t("result.urgent")}</p>}
      <p>{String(values.to_do ?? t(found.length > 0 ? "result.ask" : "result.fine"))}</p>
      {isFilled(values.guidance) && <p>{valueWords(field("guidance"), values.guidance ?? null)}</p>}
      {isFilled(values.risks) && <p>{valueWords(field("risks"), values.risks ?? null)}</p>}
      <h2>{t("result.found")}</h2>
      {found.length === 0 ? (
        <p>{t("result.nothing_found")}</p>
      ) : (
        <ul>
          {found.slice(0, 12).map((one) => (
            <li key={one.field}>
              {said(field(one.field))} {valueWords(field(one.field), values[one.field] ?? null)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface TableProps {
  values: Values;
  before: Values;
  sex: Sex;
  year: number;
}

function Table({ values, before, sex, year }: TableProps) {
  const rows = MEASURED.map(field).filter(({ id }) => isFilled(values[id]) || isFilled(before[id]));
  return (
    <table class="result-table">
      <thead>
        <tr>
          <th scope="col">{t("result.what")}</th>
          <th scope="col">{t("result.year", { year })}</th>
          <th scope="col">{t("result.year", { year: year - 1 })}</th>
          <th scope="col">{t("result.usual")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={one.id} class={remark(one, values[one.id] ?? null, sex) ? "result-odd" : ""}>
            <th scope="row">
              {said(one)} <span class="desk-faint">{unitOf(one)}</span>
            </th>
            <td>
              {isFilled(values[one.id]) ? String(values[one.id]) : "—"} {direction(one, values, sex)}
            </td>
            <td>{isFilled(before[one.id]) ? String(before[one.id]) : "—"}</td>
            <td>{usualOf(one, sex)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function direction(one: FormField, values: Values, sex: Sex): string {
  const value = values[one.id];
  const usual = softOf(one, sex);
  if (typeof value !== "number" || !usual) return "";
  return value > usual[1] ? t("result.high") : value < usual[0] ? t("result.low") : "";
}

function usualOf(one: FormField, sex: Sex): string {
  const usual = softOf(one, sex);
  // A height is nobody's fault.
  return usual && one.id !== "height" ? `${usual[0]}–${usual[1]}` : "";
}

function Scores({ values, file }: { values: Values; file: CheckupFile }) {
  const bmi = bmiOf(values);
  const care = selfcareOf(values);
  const leaned = constitutionsOf(values, file.bounds)?.filter(({ leaning }) => leaning !== "no") ?? [];
  return (
    <p class="result-scores">
      {bmi !== null && `${c("score.bmi", { n: bmi.toFixed(1) })} ${c(`build.${buildOf(bmi)}`)}　`}
      {care && `${c("score.selfcare", { n: care.score })} ${c(`band.${care.band}`)}　`}
      {leaned.length > 0 &&
        t("result.constitution", {
          words: leaned
            .map(({ constitution, leaning }) => `${c(`constitution.${constitution}`)}（${c(`leaning.${leaning}`)}）`)
            .join("、"),
        })}
      {leaned.length > 0 && "　"}
      {file.contract
        ? t("result.contract", { doctor: file.contract.doctor, day: file.contract.until })
        : t("result.no_contract")}
    </p>
  );
}

function linesOf(file: CheckupFile, fields: string[]): Line[] {
  const years = [...file.years].reverse();
  return fields.map((name) => ({
    name: said(field(name)),
    points: years.flatMap((each) => {
      const value = answersOf(each)[name];
      return typeof value === "number" ? [{ year: each.year, value }] : [];
    }),
  }));
}
