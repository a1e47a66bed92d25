import type { Values } from "../api/checkup-rows";
import { t } from "./i18n";
import { type Bounds, bmiOf, buildOf, constitutionsOf, selfcareOf } from "./scores";

/** What the values of a section come to, as soon as it can be said. */
export function Scores({ section, values, bounds }: { section: string; values: Values; bounds: Bounds }) {
  if (section === "general") return <Bmi values={values} />;
  if (section === "selfcare") return <Selfcare values={values} />;
  return section === "constitution" ? <Constitutions values={values} bounds={bounds} /> : null;
}

function Bmi({ values }: { values: Values }) {
  const bmi = bmiOf(values);
  if (bmi === null) return null;
  return (
    <p class="score" role="status">
      {t("score.bmi", { n: bmi.toFixed(1) })} {t(`build.${buildOf(bmi)}`)}
    </p>
  );
}

function Selfcare({ values }: { values: Values }) {
  const care = selfcareOf(values);
  return (
    <p class="score" role="status">
      {care ? `${t("score.selfcare", { n: care.score })} ${t(`band.${care.band}`)}` : t("score.selfcare_open")}
    </p>
  );
}

function Constitutions({ values, bounds }: { values: Values; bounds: Bounds }) {
  const leaned = constitutionsOf(values, bounds);
  if (!leaned) return <p class="score">{t("score.constitution_open")}</p>;
  return (
    <table class="score-table">
      <caption class="spoken">{t("score.constitution")}</caption>
      <tbody>
        {leaned.map(({ constitution, sum, leaning }) => (
          <tr key={constitution} class={`leaning-${leaning}`}>
            <th scope="row">{t(`constitution.${constitution}`)}</th>
            <td>{sum}</td>
            <td>{t(constitution === "balanced" && leaning === "leans" ? "leaning.nearly" : `leaning.${leaning}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
