import { dayOf } from "../duties/days";
import { answerWords } from "../forms/answer-words";
import { t } from "../i18n";
import { account } from "../local/accounts";
import type { RecordView } from "../local/view";
import { agoWords, clockTime } from "../register/day-words";
import { ButtonLink } from "../ui/button";
import { Icon } from "../ui/icons";
import { Lazily } from "../ui/lazily";
import { StateMark } from "../ui/state-mark";
import { today } from "../ui/today";
import { isMendable } from "./mendable";
import { MODE_WORDS, REASON_WORDS } from "./words";

/* Few phones ever need these sentences. */
const attention = () => import("./attention");
const settled = () => import("./settled");
const voided = () => import("./voided");
const paper = () => import("./paper");
const atDoor = () => import("../doors/at-door");

/** One record: when and how, what was seen, where it is; and when it needs attention, why and what to do. */
export function RecordLine({ record, title }: { record: RecordView; title: string }) {
  return (
    <li class={`line record record-${record.status}`}>
      <p class="record-head">
        <strong>{whenWords(record)}</strong>
        <StateMark state={record.state} />
      </p>
      <p>
        {title} · {whatWords(record)}
      </p>
      <Answered record={record} />
      {record.door && record.mode === "home" && <Lazily load={atDoor} flags={record.flags} />}
      {record.note && <p class="record-note">{record.note}</p>}
      {record.state === "needs_attention" && <Lazily load={attention} code={record.code} />}
      {record.settled && <Lazily load={settled} settled={record.settled} />}
      {record.voided && <Lazily load={voided} voided={record.voided} />}
      {record.paper && <Lazily load={paper} name={record.author_name} />}
      {isMendable(record, account.value?.user) && (
        <ButtonLink kind="quiet" href={`#/records/${record.id}`}>
          {t("records.mend")}
        </ButtonLink>
      )}
    </li>
  );
}

function whenWords(record: RecordView): string {
  const day = agoWords(dayOf(record.service_date), today.value);
  return t("day.with_time", { day, time: clockTime(Date.parse(record.start)) });
}

function whatWords(record: RecordView): string {
  // A voided one has lost its status: only an attempt has a reason.
  if (record.status === "attempt" || record.reason) {
    return record.reason
      ? t("records.attempt_because", { reason: t(REASON_WORDS[record.reason]) })
      : t("records.attempt");
  }
  if (record.status === "voided" && !record.voided) return t("records.voided");
  return record.mode ? t(MODE_WORDS[record.mode]) : t("records.visit");
}

function Answered({ record }: { record: RecordView }) {
  const { concerns, others } = answerWords(record.form, record.form_version, record.answers);
  return (
    <>
      {others.length > 0 && <p>{others.join(" · ")}</p>}
      {concerns.length > 0 && (
        <p class="concerns">
          <Icon name="concern" size={1.2} />
          <span>{concerns.join(" · ")}</span>
        </p>
      )}
    </>
  );
}
