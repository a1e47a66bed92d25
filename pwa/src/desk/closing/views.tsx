import { t } from "../i18n";
import { hashOf } from "../route";

const VIEWS = ["months", "weeks", "report"] as const;
type View = (typeof VIEWS)[number] | "exports";

/** The ways to look at closed months: which there are, week by week, and summed up. */
export function Views({ view }: { view: View }) {
  return (
    <nav class="desk-buttons desk-screen-only" aria-label={t("closing.views")}>
      {VIEWS.map((each) => (
        <a
          key={each}
          class="desk-button"
          aria-current={each === view ? "page" : undefined}
          href={hashOf("closing", "", each === "months" ? {} : { view: each })}
        >
          {t(`closing.view.${each}`)}
        </a>
      ))}
      <a class="desk-button" aria-current={view === "exports" ? "page" : undefined} href={hashOf("exports")}>
        {t("desk.exports")}
      </a>
      <a class="desk-button" href={hashOf("charts")}>
        {t("desk.charts")}
      </a>
      <a class="desk-button" href={hashOf("patterns")}>
        {t("desk.patterns")}
      </a>
      <a class="desk-button" href={hashOf("quality")}>
        {t("desk.quality")}
      </a>
    </nav>
  );
}
