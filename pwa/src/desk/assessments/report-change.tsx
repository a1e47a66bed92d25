import { useState } from "preact/hooks";
import { peoplePath, useAnswer } from "../api";
import { useDeed } from "../deeds";
import { reportChange } from "../health-api";
import { t } from "../i18n";
import { newId } from "../paper/entering";
import { DeedFailure } from "../parts/deed-buttons";

/** Somebody has told that a person's ability has changed: the ten working days begin. */
export function ReportChange({ place, today }: { place: string; today: string }) {
  const people = useAnswer(peoplePath(place, {})).value?.rows ?? [];
  const [person, setPerson] = useState("");
  const [by, setBy] = useState("");
  const [why, setWhy] = useState("");
  const [day, setDay] = useState(today);
  const deed = useDeed();
  const send = () =>
    deed.run(async () => {
      await reportChange({ id: newId(), person, reported_on: day, reported_by: by.trim(), why: why.trim() || null });
      setPerson("");
      setBy("");
      setWhy("");
    });
  return (
    <details class="desk-screen-only">
      <summary>{t("assessments.report")}</summary>
      <div class="desk-filter-row">
        <label class="desk-field">
          <span>{t("assessments.person")}</span>
          <select value={person} onChange={(event) => setPerson(event.currentTarget.value)}>
            <option value="">{t("assessments.choose")}</option>
            {people.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name} {each.village_name}
              </option>
            ))}
          </select>
        </label>
        <label class="desk-field">
          <span>{t("assessments.reported_on")}</span>
          <input type="date" max={today} value={day} onInput={(event) => setDay(event.currentTarget.value)} />
        </label>
        <label class="desk-field">
          <span>{t("assessments.reported_by")}</span>
          <input type="text" maxLength={60} value={by} onInput={(event) => setBy(event.currentTarget.value)} />
        </label>
        <label class="desk-field">
          <span>{t("assessments.what")}</span>
          <input type="text" maxLength={300} value={why} onInput={(event) => setWhy(event.currentTarget.value)} />
        </label>
        <button
          type="button"
          class="desk-button desk-main-button"
          disabled={deed.busy || person === "" || by.trim() === "" || day === ""}
          onClick={() => void send()}
        >
          {t("assessments.start")}
        </button>
      </div>
      <DeedFailure deed={deed} />
    </details>
  );
}
