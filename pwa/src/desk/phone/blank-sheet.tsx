import { dayText } from "../dates";
import { t } from "../i18n";
import { isHers } from "../paper/cells";
import { Signatures } from "../paper/signatures";
import { daysOf } from "../period";
import type { WorkerFile } from "../rows";

/** So many days stand side by side on A4. */
const ACROSS = 7;

/** To be filled in by hand: her people, the days, and what is known already. Only on paper. */
export function BlankSheet({ file }: { file: WorkerFile }) {
  const days = daysOf(file);
  const weeks = Array.from({ length: Math.ceil(days.length / ACROSS) }, (_, n) =>
    days.slice(n * ACROSS, (n + 1) * ACROSS),
  );
  return (
    <div class="desk-paper-only desk-blank">
      {weeks.map((week) => (
        <section key={week[0]}>
          <h2>{t("blank.title", { name: file.worker.name, place: file.worker.place_name })}</h2>
          <p>{t("blank.how")}</p>
          <table class="desk-table">
            <thead>
              <tr>
                <th scope="col">{t("column.name")}</th>
                {week.map((day) => (
                  <th key={day} scope="col">
                    {dayText(day, file.today)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {file.people.map((person) => (
                <tr key={person.id}>
                  <th scope="row">
                    {person.name}
                    <small>{person.village_name}</small>
                  </th>
                  {week.map((day) => (
                    <td key={day}>{isHers(person, day) ? <Blank person={person} day={day} /> : "—"}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <Signatures />
        </section>
      ))}
    </div>
  );
}

function Blank({ person, day }: { person: WorkerFile["people"][number]; day: string }) {
  if (person.records.some((record) => record.day === day)) return <>{t("blank.known")}</>;
  return (
    <>
      {person.days.includes(day) && <b>★</b>} {t("blank.boxes")}
      <br />
      {t("blank.time")}
    </>
  );
}
