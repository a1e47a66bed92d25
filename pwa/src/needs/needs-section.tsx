import type { NeedView, PersonView } from "../local/view";
import { agoWords, countyDay, momentWords } from "../register/day-words";
import { ButtonLink } from "../ui/button";
import { Notice } from "../ui/notice";
import { StateMark } from "../ui/state-mark";
import { now, today } from "../ui/today";
import { t } from "./i18n";

/** So many tell how things stand; the rest is with the township. */
const RECENT = 4;

/** What a person needs and what has become of it, and the way to tell something new. */
export function NeedsSection({ view }: { view: PersonView }) {
  const { needs, person } = view;
  return (
    <section class="section">
      <h2>{t("need.section")}</h2>
      {needs.length === 0 && <p class="soft">{t("need.none")}</p>}
      <ul class="lines">
        {needs.slice(0, RECENT).map((need) => (
          <NeedLine key={need.id} need={need} />
        ))}
      </ul>
      <ButtonLink kind="second" icon="needs" href={`#/people/${person.id}/need`}>
        {t("need.raise")}
      </ButtonLink>
    </section>
  );
}

function NeedLine({ need }: { need: NeedView }) {
  const day = agoWords(countyDay(Date.parse(need.raised_at)), today.value);
  return (
    <li class="line">
      <p class="record-head">
        <strong>{t("need.line", { day, kind: t(`need.${need.kind}`) })}</strong>
        <StateMark state={need.state} />
      </p>
      <p>
        {t("need.by", { name: need.author_name })} · {standingWords(need)}
      </p>
      {need.note && <p class="record-note">{need.note}</p>}
      <Due need={need} />
    </li>
  );
}

/** An urgent one has a clock, which the county's time decides. */
function Due({ need: { due_at, status } }: { need: NeedView }) {
  if (due_at === null || status === "closed") return null;
  const due = Date.parse(due_at);
  if (due < now.value && status === "open") return <Notice kind="warning">{t("need.overdue")}</Notice>;
  return <p class="soft">{t("need.due", { moment: momentWords(due, today.value) })}</p>;
}

function standingWords({ status, taken_by_name, outcome, outcome_note }: NeedView): string {
  if (status === "taken") return t("need.status_taken", { name: taken_by_name ?? "" });
  if (status !== "closed" || outcome === null) return t("need.status_open");
  const words = t(`need.outcome_${outcome}`);
  return outcome_note ? t("need.because", { status: words, note: outcome_note }) : words;
}
