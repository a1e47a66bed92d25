import { type Path, useAnswer } from "../api";
import { dayText, momentText } from "../dates";
import { t } from "../i18n";
import { SmallPictures } from "../parts/small-pictures";
import { hashOf } from "../route";
import type { MissingPicture } from "../rows";

const MISSING: Path<MissingPicture[]> = { path: "/api/blobs/missing" };

/** Records of which a picture or a voice note never came: the phone may still hold it. Nothing where there is none. */
export function MissingPictures() {
  const { value: lines = [] } = useAnswer(MISSING);
  if (lines.length === 0) return null;
  return (
    <section class="desk-section" aria-labelledby="desk-missing-pictures">
      <h2 id="desk-missing-pictures">
        {t("brought.missing")} <small>{lines.length}</small>
      </h2>
      <p class="desk-faint">{t("brought.missing_lead")}</p>
      <ul class="desk-lines">
        {lines.map((line) => (
          <li key={line.record}>
            <a href={hashOf("person", line.person)}>{line.person_name}</a>
            <span>
              {line.author_name} {dayText(line.service_date, line.received_at.slice(0, 10))}
            </span>
            <span>
              {t("brought.line", { promised: line.promised, arrived: line.promised - line.missing })}{" "}
              <span class="desk-faint">{t("brought.since", { moment: momentText(line.received_at) })}</span>
            </span>
            <SmallPictures hashes={line.arrived} />
          </li>
        ))}
      </ul>
    </section>
  );
}
