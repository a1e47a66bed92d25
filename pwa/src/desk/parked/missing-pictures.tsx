import { useState } from "preact/hooks";
import { call } from "../../api/client";
import { type Path, useAnswer } from "../api";
import { dayText, momentText } from "../dates";
import { useDeed } from "../deeds";
import { t } from "../i18n";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import { SmallPictures } from "../parts/small-pictures";
import { mayChange } from "../rights";
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
          <Line key={line.record} line={line} />
        ))}
      </ul>
    </section>
  );
}

function Line({ line }: { line: MissingPicture }) {
  const [sure, setSure] = useState(false);
  const deed = useDeed();
  const moment = momentText(line.lost_at ?? line.received_at);
  return (
    <li>
      <a href={hashOf("person", line.person)}>{line.person_name}</a>
      <span>
        {line.author_name} {dayText(line.service_date, line.received_at.slice(0, 10))}
      </span>
      <span>
        {t("brought.line", { promised: line.promised, arrived: line.promised - line.missing })}{" "}
        {line.lost_at === null ? (
          <span class="desk-faint">{t("brought.since", { moment })}</span>
        ) : (
          <strong class="desk-mark">{t("brought.lost", { moment })}</strong>
        )}{" "}
        {line.asked_at !== null && (
          <span class="desk-faint">{t("brought.asked", { moment: momentText(line.asked_at) })}</span>
        )}
      </span>
      {mayChange() && !sure && (
        <span class="desk-line-deeds desk-screen-only">
          {line.asked_at === null && (
            <button
              type="button"
              class="desk-button"
              disabled={deed.busy}
              onClick={() => void deed.run(() => askAgain(line))}
            >
              {t("brought.ask")}
            </button>
          )}
          <button type="button" class="desk-button" onClick={() => setSure(true)}>
            {t("brought.give_up")}
          </button>
        </span>
      )}
      {sure && (
        <div class="desk-whole-line">
          <p>{t("brought.give_up_sure")}</p>
          <DeedButtons
            deed={deed}
            yes={t("brought.give_up_yes")}
            press={() => void deed.run(() => giveUp(line))}
            leave={() => setSure(false)}
          />
        </div>
      )}
      <DeedFailure deed={deed} />
      <SmallPictures hashes={line.arrived} />
    </li>
  );
}

function askAgain({ record }: MissingPicture): Promise<unknown> {
  return call("POST", `${MISSING.path}/${encodeURIComponent(record)}/ask`);
}

function giveUp({ record }: MissingPicture): Promise<unknown> {
  return call("POST", `${MISSING.path}/${encodeURIComponent(record)}/give-up`);
}
