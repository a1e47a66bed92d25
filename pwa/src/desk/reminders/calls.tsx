import { useAnswer } from "../api";
import { dayText } from "../dates";
import { t, word } from "../i18n";
import { Answered, Empty } from "../parts/state";
import { TableHead } from "../parts/table-head";
import { type Calls, callsPath } from "./reminding";

/** Whom to call today, to print for the village loudspeaker and the telephone. */
export default function CallList({ township }: { township: string }) {
  const answer = useAnswer(callsPath(township));
  return <Answered answer={answer}>{(value) => <Page value={value} />}</Answered>;
}

const COLUMNS = ["name", "phone", "villages", "overdue", "due", "told", "done"] as const;

function Page({ value }: { value: Calls }) {
  return (
    <article class="desk-file">
      <div class="desk-title">
        <h1>{t("calls.of", { name: value.name, day: dayText(value.today, value.today) })}</h1>
        <button type="button" class="desk-button desk-screen-only" onClick={() => print()}>
          {t("calls.print")}
        </button>
      </div>
      <p class="desk-faint">{t("calls.lead")}</p>
      {value.lines.length === 0 ? <Empty what={t("calls.nobody")} /> : <Table value={value} />}
    </article>
  );
}

function Table({ value }: { value: Calls }) {
  return (
    <table class="desk-table">
      <TableHead names={COLUMNS.map((column) => t(`calls.${column}`))} />
      <tbody>
        {value.lines.map((line) => (
          <tr key={line.user}>
            <td data-label={t("calls.name")}>{line.name}</td>
            <td data-label={t("calls.phone")}>{line.phone ?? t("calls.no_phone")}</td>
            <td data-label={t("calls.villages")}>{line.villages.join(t("households.and"))}</td>
            <td data-label={t("calls.overdue")}>{line.overdue}</td>
            <td data-label={t("calls.due")}>{line.due}</td>
            <td data-label={t("calls.told")}>
              {line.channels.map((kind) => word("channel", kind)).join(t("households.and")) || t("calls.by_nothing")}
            </td>
            <td data-label={t("calls.done")}>□</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
