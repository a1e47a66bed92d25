import { isoOf } from "../duties/days";
import { account } from "../local/accounts";
import { back } from "../router";
import { ButtonLink } from "../ui/button";
import { Page } from "../ui/page";
import { UnsentMark } from "../ui/state-bar";
import { StateMark } from "../ui/state-mark";
import { today } from "../ui/today";
import { TopBar } from "../ui/top-bar";
import "./activities.css";
import { ActivityPage } from "./activity-page";
import { DonePage } from "./done-page";
import { activities } from "./held";
import { t } from "./i18n";
import type { ActivityView } from "./laid-over";
import { PlanPage } from "./plan-page";
import { isLeader } from "./roles";
import { StandingSection, UnreachedSection } from "./standing-section";
import { nameOf, whenWords } from "./words";

/** Everything about activities is one file, fetched when it is first wanted. */
export default function ActivitiesPage({ activity, step }: { activity: string; step: string }) {
  if (activity === "plan" && isLeader(account.value?.role)) return <PlanPage />;
  if (activity === "") return <List />;
  const found = activities.value.find(({ id }) => id === activity);
  if (!found) return <Unknown />;
  return step === "done" ? <DonePage activity={found} /> : <ActivityPage activity={found} />;
}

function Bar({ to }: { to: string }) {
  return (
    <TopBar title={t("list.title")} back={() => back(to)}>
      <UnsentMark />
    </TopBar>
  );
}

function List() {
  const leads = isLeader(account.value?.role);
  const planned = activities.value.filter(({ status }) => status === "planned");
  const over = activities.value.filter(({ status }) => status !== "planned").reverse();
  return (
    <Page top={<Bar to="/" />}>
      {leads && <StandingSection />}
      {leads && (
        <section class="section">
          <ButtonLink icon="pen" href="#/activities/plan">
            {t("list.plan")}
          </ButtonLink>
          <p class="soft">{t("list.plan_help")}</p>
        </section>
      )}
      <section class="section">
        <h2>{planned.length > 0 ? t("list.planned") : t("list.none")}</h2>
        {planned.length === 0 && !leads && <p>{t("list.none_help")}</p>}
        <Cards shown={planned} />
      </section>
      {leads && <UnreachedSection />}
      {over.length > 0 && (
        <section class="section">
          <h2>{t("list.over")}</h2>
          <Cards shown={over} />
        </section>
      )}
    </Page>
  );
}

function Cards({ shown }: { shown: ActivityView[] }) {
  return (
    <ul class="cards">
      {shown.map((activity) => (
        <Card key={activity.id} activity={activity} />
      ))}
    </ul>
  );
}

function Card({ activity }: { activity: ActivityView }) {
  const { id, status, coming, place, state } = activity;
  const who = account.value;
  const mark = status !== "planned" ? t(`status.${status}`) : isToReport(activity) ? t("list.to_report") : null;
  return (
    <li>
      <a class="activity-line card" href={`#/activities/${id}`}>
        <strong class="name">{nameOf(activity)}</strong>
        <span>{whenWords(activity)}</span>
        {place && <span class="soft">{place}</span>}
        {status === "planned" && <span class="soft">{t("list.coming", { n: coming.length })}</span>}
        {status === "planned" && coming.some(({ user }) => user === who?.user) && (
          <span class="mark">✓ {t("list.you_come")}</span>
        )}
        {mark && <span class="mark">{mark}</span>}
        {state && state !== "sent" && <StateMark state={state} />}
      </a>
    </li>
  );
}

/** Her own, whose day has come. */
function isToReport({ day, township }: ActivityView): boolean {
  const who = account.value;
  return isLeader(who?.role) && who?.place.slice(0, 9) === township && day <= isoOf(today.value);
}

function Unknown() {
  return (
    <Page top={<Bar to="/activities" />}>
      <h2>{t("one.unknown")}</h2>
      <p>{t("one.unknown_help")}</p>
      <ButtonLink kind="second" href="#/activities">
        {t("list.title")}
      </ButtonLink>
    </Page>
  );
}
