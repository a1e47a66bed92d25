import type { Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { isStaff } from "./accounts/roles";
import { t } from "./i18n";
import { account, locked } from "./local/accounts";
import { practising } from "./local/current";
import { formHeld } from "./local/locking";
import { MyRecordsPage } from "./records/my-records-page";
import { SavedPage } from "./records/saved-page";
import { VisitPage } from "./records/visit-page";
import { HomePage } from "./register/home-page";
import { type Route, replace, route, routeOf } from "./router";
import { Button, ButtonLink } from "./ui/button";
import { Heading } from "./ui/heading";
import { Lazily } from "./ui/lazily";
import { Page } from "./ui/page";

/** Whether the phone's database is open; nothing but a sentence is shown before. */
export type PhoneState = "starting" | "open" | "broken";

/** The app: one page at a time, chosen by the address. */
export function App({ phone }: { phone: Signal<PhoneState> }) {
  if (phone.value === "starting") return <p class="starting">{t("app.starting")}</p>;
  if (phone.value === "broken") return <Broken />;
  // A new sign-in code opens the lock as well, and staff come in by a password of their own.
  const shut = locked.value && !["enrol", "code", "scan", "sign-in", "oidc"].includes(route.value.page);
  return (
    <>
      {shut && <Lazily load={lockPage} />}
      {(!shut || formHeld.value) && (
        <div style={{ display: shut ? "none" : "contents" }}>
          <Here key={JSON.stringify([route.value, account.value?.user])} route={route.value} />
        </div>
      )}
    </>
  );
}

/** What asks the server, or would be taken for one's own, is no part of practice. */
const NOT_PRACTISED: Route["page"][] = ["me", "reminders", "cover", "desk", "password", "sign-in"];

function Here({ route }: { route: Route }) {
  const who = account.value;
  if (route.page === "enrol") return <Lazily load={enrolPage} code={route.code} />;
  if (route.page === "sign-in") return <Lazily load={signInPage} />;
  if (route.page === "oidc") return <Lazily load={oidcPage} state={route.state} code={route.code} />;
  if (route.page === "scan") return <Lazily load={scanPage} />;
  if (route.page === "practice" || (practising.value && NOT_PRACTISED.includes(route.page)))
    return <Lazily load={practicePage} />;
  if (!who || route.page === "code") return <Lazily load={noAccountPage} />;
  if (route.page === "home" && isStaff(who.role)) return <ToDesk />;
  if (route.page === "desk") return <Desk />;
  if (route.page === "password") return <Lazily load={passwordPage} />;
  return <FieldPage route={route} />;
}

function FieldPage({ route }: { route: Route }) {
  switch (route.page) {
    case "home":
      return <HomePage />;
    case "person":
      return <Lazily load={personPage} id={route.person} />;
    case "visit":
      return <VisitPage key={route.person} person={route.person} outcome={route.outcome} trip={route.trip} />;
    case "report":
      return <Lazily load={reportPage} id={route.person} what={route.what} />;
    case "need":
      return <Lazily load={needPage} id={route.person} record={route.record} />;
    case "questions":
      return <Lazily load={questionsPage} />;
    case "activities":
      return <Lazily load={activitiesPage} activity={route.activity} step={route.step} />;
    case "hygiene":
      return <Lazily load={hygienePage} person={route.person} />;
    case "agreement":
      return <Lazily load={agreementPage} person={route.person} agreement={route.agreement} />;
    case "checkups":
      return <Lazily load={checkupsPage} />;
    case "assess":
      return route.person ? <Lazily load={assessPage} id={route.person} /> : <Lazily load={assessListPage} />;
    case "checkup":
      return <Lazily load={checkupPage} id={route.person} section={route.section} />;
    case "profile":
      return <Lazily load={profilePage} id={route.person} />;
    case "concern":
      return <Lazily load={concernPage} person={route.person} />;
    case "door":
      return <Lazily load={doorPage} token={route.token} />;
    case "cover":
      return <Lazily load={coverPage} step={route.step} />;
    case "saved":
      return <SavedPage id={route.record} />;
    case "records":
      return <MyRecordsPage />;
    case "mend":
      return <Lazily load={mendPage} id={route.record} />;
    case "month":
      return <Lazily load={monthPage} />;
    case "help":
      return <Lazily load={helpPage} />;
    case "me":
      return <Lazily load={mePage} />;
    case "reminders":
      return <Lazily load={remindersPage} />;
    case "due":
      return <Lazily load={duePage} reply={route.reply} />;
    default:
      return <NotFound />;
  }
}

/* Pages that are seldom opened are on the phone, but not in what it has to read before the first one. */
const enrolPage = () => import("./accounts/enrol-page");
const doorPage = () => import("./doors/door-page");
const activitiesPage = () => import("./activities/activities-page");
const agreementPage = () => import("./agreements/agreement-page");
const hygienePage = () => import("./hygiene/hygiene-page");
const checkupsPage = () => import("./checkups/checkups-page");
const checkupPage = () => import("./checkups/checkup-page");
const coverPage = () => import("./covers/cover-page");
const assessPage = () => import("./assessments/assess-page");
const assessListPage = () => import("./assessments/assess-list-page");
const questionsPage = () => import("./questions/questions-page");
const needPage = () => import("./needs/need-page");
const monthPage = () => import("./records/month-page");
const helpPage = () => import("./records/help-page");
const practicePage = () => import("./practice/practice-page");
const scanPage = () => import("./accounts/scan-page");
const signInPage = () => import("./accounts/sign-in-page");
const oidcPage = () => import("./accounts/oidc-page");
const passwordPage = () => import("./accounts/password-page");
const lockPage = () => import("./accounts/lock-page");
const noAccountPage = () => import("./accounts/no-account");
const personPage = () => import("./register/person-page");
const profilePage = () => import("./register/profile-page");
const reportPage = () => import("./register/report-page");
const concernPage = () => import("./concerns/concern-page");
const mendPage = () => import("./records/mend-page");
const mePage = () => import("./accounts/me-page");
const remindersPage = () => import("./reminders/reminders-page");
const duePage = () => import("./reminders/due-page");

/** The township's pages are fetched when someone of the staff opens them: a carer's phone never holds them. */
const desk = () => import("./desk");

function Desk() {
  return <Lazily load={desk} />;
}

/** Staff have no list of their own: their home is the desk. */
function ToDesk() {
  // Whoever has gone elsewhere before this page was drawn stays there.
  useEffect(() => (routeOf(location.hash).page === "home" ? replace("/desk") : undefined), []);
  return null;
}

function NotFound() {
  return (
    <Page>
      <Heading words={t("app.not_found")} />
      <ButtonLink icon="people" href="#/">
        {t("app.to_people")}
      </ButtonLink>
    </Page>
  );
}

function Broken() {
  return (
    <Page>
      <Heading words={t("app.broken")} />
      <p>{t("app.broken_help")}</p>
      <Button icon="sync" onPress={() => location.reload()}>
        {t("app.reload")}
      </Button>
    </Page>
  );
}
