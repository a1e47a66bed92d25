import { t as field } from "../i18n";
import { type PersonView, personView } from "../local/view";
import { NeedsSection } from "../needs/needs-section";
import { RecordLine } from "../records/record-line";
import { back } from "../router";
import { ButtonLink } from "../ui/button";
import { Lazily } from "../ui/lazily";
import { Light } from "../ui/light";
import { Page } from "../ui/page";
import { UnsentMark } from "../ui/state-bar";
import { today } from "../ui/today";
import { TopBar } from "../ui/top-bar";
import { About } from "./about";
import { entryNow } from "./county";
import { standingWords } from "./due-words";
import { DutyList } from "./duty-list";
import { t } from "./i18n";
import { InPlaceOf, lastWords, placeWords } from "./person-card";
import { Reporting } from "./reporting";
import { UnknownPerson } from "./unknown-person";
import { Years } from "./years";

/** Most phones never open the form; all are told whether she was examined. */
const checkup = () => import("../checkups/carer-section");

/** Most people's agreements are looked at once a year. */
const agreements = () => import("../agreements/section");

/** So many records tell how she has been; the rest is in the township's ledger. */
const RECENT = 8;

export default function PersonPage({ id }: { id: string }) {
  const view = personView(id).value;
  return (
    <Page top={<PersonBar />} bottom={view && <PersonActions id={id} />}>
      {view ? <Whole view={view} /> : <UnknownPerson />}
    </Page>
  );
}

function PersonBar() {
  return (
    <TopBar title={t("person.title")} back={() => back("/")}>
      <UnsentMark />
    </TopBar>
  );
}

function PersonActions({ id }: { id: string }) {
  return (
    <div class="two-buttons">
      <ButtonLink kind="second" icon="closed_door" href={`#/people/${id}/attempt`}>
        {t("person.attempt")}
      </ButtonLink>
      <ButtonLink icon="pen" href={`#/people/${id}/visit`}>
        {t("person.visit")}
      </ButtonLink>
    </div>
  );
}

function Whole({ view }: { view: PersonView }) {
  const { person } = view;
  const entry = entryNow(view);
  return (
    <>
      <section class={`card card-${entry.standing.light}`}>
        <Light light={entry.standing.light} words={standingWords(view, entry.standing, today.value)} />
        <h2 class="name">{person.name}</h2>
        <p class="soft">{placeWords(person)}</p>
        <p class="soft">{lastWords(entry.last, today.value)}</p>
        {entry.tried && <p class="soft">{field("people.tried_today")}</p>}
        {entry.unsent && <p class="unsent-note">{field("people.counted_here")}</p>}
        <InPlaceOf view={view} />
        {view.handed ? <p class="soft">{t("person.handed")}</p> : <CallButton phone={person.phone} />}
      </section>
      <ButtonLink kind="quiet" icon="phone" href="#/help">
        {t("person.help")}
      </ButtonLink>
      <DutyList view={view} />
      <Lazily load={checkup} view={view} />
      <NeedsSection view={view} />
      <Lazily load={agreements} view={view} />
      <Reporting view={view} />
      {!view.handed && <About view={view} />}
      <Records view={view} />
      <Years years={view.years} />
      <ButtonLink kind="quiet" icon="concern" href={`#/people/${view.person.id}/concern`}>
        {t("person.concern")}
      </ButtonLink>
    </>
  );
}

function CallButton({ phone }: { phone: string | null }) {
  if (!phone) return <p class="soft">{t("person.no_phone")}</p>;
  return (
    <ButtonLink kind="second" icon="phone" href={`tel:${phone}`}>
      {t("person.call", { phone })}
    </ButtonLink>
  );
}

function Records({ view }: { view: PersonView }) {
  const recent = [...view.records]
    .sort((one, other) => Date.parse(other.start) - Date.parse(one.start))
    .slice(0, RECENT);
  return (
    <section class="section">
      <h2>{t("person.records")}</h2>
      {recent.length === 0 && <p class="soft">{t("person.no_records")}</p>}
      <ul class="lines">
        {recent.map((record) => (
          <RecordLine
            key={record.id}
            record={record}
            title={field("records.by", { name: record.paper?.on_behalf_of_name ?? record.author_name })}
          />
        ))}
      </ul>
    </section>
  );
}
