import { dayOf } from "../duties/days";
import { t } from "../i18n";
import { type PersonView, people, type RecordView } from "../local/view";
import { entryNow } from "../register/county";
import { pausedOn } from "../register/due-words";
import { stands } from "../register/standing";
import { byUrgency, type Entry } from "../register/today-list";
import { ButtonLink } from "../ui/button";
import { today } from "../ui/today";

/** So many are offered; all others are on the list. */
const OFFERED = 4;

/** After a visit at home: who lives there or nearby and waits too, one tap away; what is written then is of the same trip. */
export function SameTrip({ record }: { record: RecordView }) {
  const trip = record.trip ?? record.id;
  const next = nextOnTrip(people.value, record.subject, trip);
  if (next.length === 0) return null;
  return (
    <section class="section">
      <h2>{t("saved.trip")}</h2>
      {next.map(({ person }) => (
        <ButtonLink key={person.id} kind="second" icon="person" href={`#/people/${person.id}/visit/${trip}`}>
          {person.name}
        </ButtonLink>
      ))}
    </section>
  );
}

/** Of her village who is not on this trip yet: those under the same roof, then those for whom something is due. */
export function nextOnTrip(views: readonly PersonView[], from: string, trip: string): PersonView[] {
  const here = views.find(({ person }) => person.id === from)?.person;
  if (!here) return [];
  const isAtHome = ({ person }: PersonView) => person.address !== "" && person.address === here.address;
  const near = views
    .filter((view) => view.person.village === here.village && !isOnTrip(view, from, trip))
    .map(entryNow);
  const waiting = near.filter((entry) => isDue(entry) || (isAtHome(entry.view) && isToBeSeen(entry)));
  return waiting
    .sort((one, other) => Number(isAtHome(other.view)) - Number(isAtHome(one.view)) || byUrgency(one, other))
    .slice(0, OFFERED)
    .map(({ view }) => view);
}

function isDue({ standing }: Entry): boolean {
  return standing.light === "red" || standing.light === "yellow";
}

/** Neither in hospital or away, nor seen today already. */
function isToBeSeen({ view, last }: Entry): boolean {
  return pausedOn(view, today.value) === null && (last === null || dayOf(last.service_date) !== today.value);
}

function isOnTrip({ person, records }: PersonView, from: string, trip: string): boolean {
  const isOf = (record: RecordView) => stands(record) && (record.id === trip || record.trip === trip);
  return person.id === from || records.some(isOf);
}
