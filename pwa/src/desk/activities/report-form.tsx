import { t as told } from "../../activities/i18n";
import { CONTENT, SOLVED } from "../../activities/kinds";
import { dayOf, isoOf } from "../../duties/days";
import { clockTime, countyDay, momentAt } from "../../register/day-words";
import { useDeed } from "../deeds";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import { Field } from "../person/fact-form";
import { type ActivityFile, type Done, report } from "./calls";
import { t } from "./i18n";

/** What came of an activity, from the leader's paper or to put right what was reported. */
export function ReportForm({ file, leave }: { file: ActivityFile; leave: () => void }) {
  const deed = useDeed(leave);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    void deed.run(() => report(file.id, doneOf(fields)));
  };
  const [start, end] = [file.start, file.end].map((moment) => (moment ? Date.parse(moment) : null));
  const unnamed = Math.max(file.served_elsewhere - file.named_elsewhere, 0);
  return (
    <section class="desk-section desk-screen-only" aria-labelledby="desk-report-form">
      <h2 id="desk-report-form">{t(file.status === "done" ? "report.again" : "report.open")}</h2>
      <form class="desk-form" onSubmit={submit}>
        <Field label={t("report.day")}>
          <input type="date" name="day" required defaultValue={start ? isoOf(countyDay(start)) : file.day} />
        </Field>
        <Field label={t("report.from")}>
          <input type="time" name="from" required defaultValue={start ? clockTime(start) : file.time} />
        </Field>
        <Field label={t("report.to")}>
          <input type="time" name="to" defaultValue={end ? clockTime(end) : ""} />
        </Field>
        <Ticks
          name="present"
          legend={t("report.present")}
          options={file.comers.map((each) => [each.user, each.user_name, each.present ?? each.going])}
        />
        <Field label={t("report.others")}>
          <input type="number" name="others" min={0} max={9999} defaultValue={file.others} />
        </Field>
        <Ticks
          name="served"
          legend={t("report.served")}
          options={file.served.map((each) => [each.person, `${each.person_name} ${each.village_name}`, true])}
        />
        <Field label={t("report.served_others")}>
          <input type="number" name="served_others" min={0} max={99999} defaultValue={unnamed} />
        </Field>
        <Ticks
          name="content"
          legend={t("report.content")}
          options={CONTENT.map((each) => [each, told(`content.${each}`), file.content.includes(each)])}
        />
        <Ticks
          name="solved"
          legend={t("report.solved")}
          options={SOLVED.map((each) => [each, told(`solved.${each}`), file.solved.includes(each)])}
        />
        <Field label={t("report.note")}>
          <input type="text" name="note" maxLength={2000} defaultValue={file.report_note ?? ""} />
        </Field>
        <DeedFailure deed={deed} />
        <p class="desk-form-end">
          <DeedButtons deed={deed} yes={t("report.save")} leave={leave} />
        </p>
      </form>
    </section>
  );
}

interface TicksProps {
  name: string;
  legend: string;
  options: [value: string, words: string, chosen: boolean][];
}

function Ticks({ name, legend, options }: TicksProps) {
  if (options.length === 0) return null;
  return (
    <fieldset class="desk-ticks">
      <legend>{legend}</legend>
      {options.map(([value, words, chosen]) => (
        <label class="desk-tick" key={value}>
          <input type="checkbox" name={name} value={value} defaultChecked={chosen} />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}

function doneOf(fields: FormData): Done {
  const said = (name: string) => String(fields.get(name) ?? "").trim();
  const all = (name: string) => fields.getAll(name).map(String);
  const moment = (time: string) => new Date(momentAt(dayOf(said("day")), time.slice(0, 5))).toISOString();
  return {
    start: moment(said("from")),
    end: said("to") ? moment(said("to")) : null,
    present: all("present"),
    others: Number(said("others")),
    served: all("served"),
    served_others: Number(said("served_others")),
    content: all("content") as Done["content"],
    solved: all("solved") as Done["solved"],
    note: said("note") || null,
    pictures: [],
  };
}
