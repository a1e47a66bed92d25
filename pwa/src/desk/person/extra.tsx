import { dayText } from "../dates";
import { t, word } from "../i18n";
import { hashOf } from "../route";
import type { OpenedExtra, PersonFile } from "../rows";
import { stripOfExtra } from "./day-strip";
import { opening } from "./duties";
import { Strip } from "./strip";

/** The extra visits that are owed to the person in the period, apart from everything that is counted. */
export function ExtraVisits({ file }: { file: PersonFile }) {
  if (file.extra.length === 0) return null;
  return (
    <section class="desk-section" aria-labelledby="desk-extra-title">
      <h2 id="desk-extra-title">{t("extra.title")}</h2>
      {file.extra.map((each) => (
        <section key={each.id} class="desk-duty" aria-label={each.title}>
          <div class="desk-duty-says">
            <h3>
              <a href={hashOf("extra", each.id)}>{each.title}</a>
            </h3>
            <p>
              <b>{word("extra_state", each.state)}</b> <Met extra={each} today={file.today} />
              {each.due_by !== null && t("own.due_by", { date: dayText(each.due_by, file.today) })}
            </p>
          </div>
          <Strip strip={stripOfExtra(each)} file={file} />
        </section>
      ))}
      <p class="desk-faint">{t("extra.apart")}</p>
    </section>
  );
}

/** The day that met it opens onto its record. */
function Met({ extra, today }: { extra: OpenedExtra; today: string }) {
  if (extra.met === null) return null;
  const day = { show: "", duty: extra.id, version: "", day: extra.met };
  return <a href={opening(day)}>{dayText(extra.met, today)}</a>;
}
