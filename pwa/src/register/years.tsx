import type { YearSummaryBody } from "../api/rows";
import { t } from "./i18n";

/** What was done in the years whose records are not on this phone any more. */
export function Years({ years }: { years: YearSummaryBody[] }) {
  if (years.length === 0) return null;
  return (
    <section class="section">
      <h2>{t("person.years")}</h2>
      <ul class="lines">
        {years.map(({ id, year, visits, days }) => (
          <li class="line" key={id}>
            {t("person.year", { year, visits, days })}
          </li>
        ))}
      </ul>
    </section>
  );
}
