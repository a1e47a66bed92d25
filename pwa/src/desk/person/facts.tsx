import { t, word } from "../i18n";
import { mayChange } from "../rights";
import type { Assignment, Fact, PersonFile } from "../rows";
import { FactActions } from "./fact-actions";

interface Event {
  id: string;
  what: string;
  value: string;
  from: string;
  to: string | null;
  known_on: string;
  voided: boolean;
  fact?: Fact;
}

/** What changed when, newest first: facts and carers on one line of time. A voided fact stays to be seen. */
export function Facts({ file }: { file: PersonFile }) {
  const events = [...file.facts.map(ofFact), ...file.assignments.map(ofAssignment)].sort(newestFirst);
  return (
    <section class="desk-section" aria-labelledby="desk-facts">
      <h2 id="desk-facts">{t("person.facts")}</h2>
      {events.length === 0 && <p>{t("fact.none")}</p>}
      <ol class="desk-timeline">
        {events.map((event) => (
          <li key={event.id} class={event.voided ? "desk-voided" : undefined}>
            <span class="desk-when">{stretch(event)}</span>
            <span class="desk-what">{event.what}</span>
            <b>{event.value}</b>
            {event.known_on !== event.from && (
              <span class="desk-faint">{t("fact.known_on", { date: event.known_on })}</span>
            )}
            {event.voided && <strong class="desk-mark">{t("fact.voided")}</strong>}
            {event.fact && <Words fact={event.fact} />}
            {event.fact && !event.voided && mayChange() && <FactActions fact={event.fact} today={file.today} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** How the office knows, in the words of the roster or of whoever entered it, and why it was taken back. */
function Words({ fact }: { fact: Fact }) {
  const words = [fact.source_text, fact.void_reason && t("report.because", { reason: fact.void_reason })];
  return <span class="desk-faint">{words.filter(Boolean).join(" · ")}</span>;
}

function ofFact(fact: Fact): Event {
  return {
    id: fact.id,
    what: t(`fact.${fact.kind}`),
    value: fact.value === null ? "" : word(GROUPS[fact.kind], fact.value),
    from: fact.valid_from,
    to: fact.valid_to,
    known_on: fact.known_on,
    voided: fact.voided_at !== null,
    fact,
  };
}

const GROUPS: { [kind in Fact["kind"]]: string } = {
  programme: "programme",
  arrangement: "arrangement",
  ability: "level",
  suspension: "suspension",
  death: "death",
};

function ofAssignment(each: Assignment): Event {
  const { id, user_name: value, valid_from: from, valid_to: to } = each;
  const role = word("role", each.role);
  return { id, what: each.cover ? t("covers.as", { role }) : role, value, from, to, known_on: from, voided: false };
}

function newestFirst(a: Event, b: Event): number {
  return a.from < b.from ? 1 : a.from > b.from ? -1 : a.id < b.id ? 1 : -1;
}

function stretch({ from, to }: Event): string {
  if (to === from) return from;
  return to === null ? t("fact.since", { from }) : t("fact.stretch", { from, to });
}
