import { useEffect, useLayoutEffect } from "preact/hooks";
import { isStaff } from "../accounts/roles";
import { account } from "../local/accounts";
import { Lazily } from "../ui/lazily";
import { forgetAnswers } from "./api";
import "./styles/desk.css";
import "./styles/controls.css";
import "./styles/frame.css";
import "./styles/tables.css";
import "./styles/people.css";
import "./styles/people-cards.css";
import "./styles/person.css";
import "./styles/privacy.css";
import "./styles/strip.css";
import "./styles/policies.css";
import "./styles/concerns.css";
import "./styles/paper.css";
import "./styles/today.css";
import "./styles/print.css";
import "./styles/slips.css";
import "./styles/doors.css";
import "./styles/closing.css";
import { Assign } from "./assign/assign";
import { Closing } from "./closing/closing";
import { Concern } from "./concerns/concern";
import { Concerns } from "./concerns/concerns";
import { Covers } from "./covers/covers";
import { Doors } from "./doors/doors";
import { Extra } from "./extra/extra";
import { Extras } from "./extra/extras";
import { Frame } from "./frame";
import { Household } from "./household/household";
import { Households } from "./households/households";
import { t } from "./i18n";
import { Need } from "./needs/need";
import { Needs } from "./needs/needs";
import { Paper } from "./paper/paper";
import { Plan } from "./paper/plan";
import { VillagePaper } from "./paper/village";
import { Parked } from "./parked/parked";
import { sayInOwnWords } from "./parts/own-words";
import { forgetLists } from "./people/memory";
import { People } from "./people/people";
import { Person } from "./person/person";
import { LostPhone } from "./phone/lost-phone";
import { Phones } from "./phones/phones";
import { Policies } from "./policies/policies";
import { Rosters } from "./rosters/rosters";
import { followHash, hashOf, type Route, readHash, replaceWith, route } from "./route";
import { Sheet } from "./sheet/sheet";
import { Showings } from "./showings/showings";
import { Today } from "./today/today";
import { Township } from "./township/township";
import { Townships } from "./townships/townships";
import { Twins } from "./twins/twins";
import { Villages } from "./villages/villages";
import { Workers } from "./workers/workers";

/* Health data and their pages are fetched by those who open them. */
const assessments = () => import("./assessments/assessments");
const assess = () => import("./assessments/assess");
const checkups = () => import("./checkups/checkups");
const audit = () => import("./audit/audit");
const teams = () => import("./teams/teams");
const team = () => import("./teams/team");
const quality = () => import("./quality/quality");
const patterns = () => import("./patterns/patterns");
const agreements = () => import("./agreements/agreements");
const hygiene = () => import("./hygiene/hygiene");
const points = () => import("./hygiene/points");
const charts = () => import("./charts/charts");
const exports = () => import("./exports/exports");
const checkup = () => import("./checkups/checkup");
const activities = () => import("./activities/activities");
const activity = () => import("./activities/activity");
const questions = () => import("./questions/questions");
const retention = () => import("./retention/retention");
const result = () => import("./checkups/result");
const results = () => import("./checkups/results");
const bus = () => import("./checkups/bus");
const reminders = () => import("./reminders/reminders");
const calls = () => import("./reminders/calls");

const TOWNSHIP = /^\d{9}$/;

/** The township's pages at `#/desk…`, for staff only; the server refuses everyone else whatever is shown here. */
export default function Desk() {
  const who = account.value;
  useLayoutEffect(followHash, []);
  useEffect(forgetOnLeave, [who?.user]);
  useEffect(() => sayInOwnWords(document), []);
  usePageStart(route.value);
  if (who === null || !isStaff(who.role)) return <ForStaffOnly />;
  const township = TOWNSHIP.test(who.place) ? who.place : "";
  return (
    <Frame who={who} township={township}>
      <Page at={route.value} township={township} place={who.place} />
    </Frame>
  );
}

/** Nothing that one account read is left for the next. */
function forgetOnLeave(): () => void {
  return () => {
    forgetAnswers();
    forgetLists();
  };
}

/** Pages of one township: without one in the address they are those of the reader's own. */
const OF_A_TOWNSHIP = ["today", "people", "assign", "rosters", "villages", "twins", "village", "covers", "doors"];

function Page({ at, township, place }: { at: Route; township: string; place: string }) {
  if (at.of === "" && OF_A_TOWNSHIP.includes(at.page)) return <Home page={at.page} township={township} />;
  switch (at.page) {
    case "today":
      return <Today key={at.of} township={at.of} />;
    case "people":
      return <People key={at.of} township={at.of} />;
    case "assign":
      return <Assign key={at.of + (at.query.of ?? "")} township={at.of} of={at.query.of ?? ""} />;
    case "rosters":
      return <Rosters key={at.of} township={at.of} />;
    case "villages":
      return <Villages key={at.of} township={at.of} />;
    case "teams":
      return <Lazily key={at.page + at.of} load={teams} place={at.of || township || place} />;
    case "team":
      return <Lazily key={at.page + at.of} load={team} id={at.of} />;
    case "twins":
      return <Twins key={at.of} township={at.of} />;
    case "person":
      return <Person key={at.of} id={at.of} />;
    case "workers":
      return <Workers place={at.of} />;
    case "phones":
      return <Phones place={at.of} />;
    case "phone":
      return <LostPhone key={at.of} user={at.of} query={at.query} />;
    case "paper":
      return <Paper key={at.of} user={at.of} query={at.query} />;
    case "village":
      return <VillagePaper key={at.of} township={at.of} query={at.query} />;
    case "plan":
      return <Plan key={at.of} user={at.of} />;
    case "sheet":
      return <Sheet key={at.of} id={at.of} />;
    case "parked":
      return <Parked />;
    case "concerns":
      return at.of === "" ? <Concerns /> : <Concern key={at.of} id={at.of} />;
    case "needs":
      return at.of === "" ? <Needs /> : <Need key={at.of} id={at.of} />;
    case "assessments":
      return <Lazily key={at.page + at.of} load={assessments} place={at.of || township || place} />;
    case "assess":
      return <Lazily key={at.page + at.of} load={assess} id={at.of} place={township || place} />;
    case "checkups":
      return <Lazily key={at.page + at.of} load={checkups} place={at.of || township || place} />;
    case "checkup":
      return <Lazily key={at.page + at.of} load={checkup} id={at.of} />;
    case "result":
      return <Lazily key={at.page + at.of} load={result} id={at.of} />;
    case "results":
      return <Lazily key={at.page + at.of} load={results} township={at.of} />;
    case "bus":
      return <Lazily key={at.page + at.of} load={bus} township={at.of} />;
    case "reminders":
      return <Lazily key={at.page} load={reminders} place={township || place} />;
    case "calls":
      return <Lazily key={at.page + at.of} load={calls} township={at.of} />;
    case "policies":
      return <Policies />;
    case "extra":
      return at.of === "" ? <Extras place={place} /> : <Extra key={at.of} id={at.of} />;
    case "township":
      return <Township key={at.of} code={at.of} />;
    case "households":
      return <Households key={at.of} township={at.of} />;
    case "doors":
      return <Doors key={at.of} township={at.of} />;
    case "covers":
      return <Covers key={at.of} township={at.of} />;
    case "household":
      return <Household key={at.of} id={at.of} />;
    case "activities":
      return <Lazily key={at.page} load={activities} township={township} query={at.query} />;
    case "activity":
      return <Lazily key={at.page + at.of} load={activity} id={at.of} />;
    case "questions":
      return <Lazily key={at.page} load={questions} />;
    case "patterns":
      return <Lazily key={at.page + at.of} load={patterns} place={at.of || township || place} />;
    case "agreements":
      return <Lazily key={at.page + at.of} load={agreements} place={at.of || township || place} />;
    case "hygiene":
      return <Lazily key={at.page + at.of} load={hygiene} place={at.of || township || place} />;
    case "points":
      return <Lazily key={at.page + at.of} load={points} home={at.of} />;
    case "charts":
      return <Lazily key={at.page + at.of} load={charts} place={at.of || township || place} />;
    case "exports":
      return <Lazily key={at.page + at.of} load={exports} place={at.of || township || place} />;
    case "quality":
      return <Lazily key={at.page + at.of} load={quality} place={at.of || township || place} />;
    case "closing":
      return (
        <Closing
          key={at.of + (at.query.view ?? at.query.month ?? "") + (at.query.version ?? "")}
          township={at.of}
          query={at.query}
        />
      );
    case "audit":
      return <Lazily key={at.page} load={audit} />;
    case "retention":
      return <Lazily key={at.page} load={retention} />;
    case "showings":
      return <Showings />;
    case "townships":
      return <Townships />;
    default:
      return <Home township={township} />;
  }
}

/** A clerk's day begins with what waits for her, the county's with its townships; both have addresses of their own. */
function Home({ page = "today", township }: { page?: string; township: string }) {
  useLayoutEffect(() => {
    const home = township !== "" ? hashOf(page, township) : hashOf("townships");
    // Whoever has gone elsewhere before this page was drawn stays there.
    if (readHash(location.hash).page === route.value.page) replaceWith(home);
  }, [township]);
  return null;
}

/** A new page begins at its top, and the keyboard with it. */
function usePageStart({ page, of }: Route): void {
  useEffect(() => {
    document.title = t("desk.name");
    if (page === "people") return;
    scrollTo(0, 0);
    document.getElementById("desk-main")?.focus({ preventScroll: true });
  }, [page, of]);
}

function ForStaffOnly() {
  return (
    <main class="desk-state">
      <p>{t("desk.staff_only")}</p>
      <a href="#/me">{t("desk.to_phone")}</a>
    </main>
  );
}
