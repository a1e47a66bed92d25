import { useSignal } from "@preact/signals";
import type { CancelReason } from "../api/activity-rows";
import { codeOf } from "../api/failure";
import { dayOf, isoOf } from "../duties/days";
import { account } from "../local/accounts";
import { clockTime, countyDay, dateWords } from "../register/day-words";
import { back } from "../router";
import { Button, ButtonLink } from "../ui/button";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { UnsentMark } from "../ui/state-bar";
import { StateMark } from "../ui/state-mark";
import { today } from "../ui/today";
import { TopBar } from "../ui/top-bar";
import { t } from "./i18n";
import { CANCEL_REASONS } from "./kinds";
import type { ActivityView } from "./laid-over";
import { isLeader } from "./roles";
import { type Saying, saveActivity } from "./save-activity";
import { nameOf, whenWords } from "./words";

/** One activity: what is planned, who comes, and what became of it. */
export function ActivityPage({ activity }: { activity: ActivityView }) {
  const failed = useSignal<"not_saved" | "storage_full" | null>(null);
  const busy = useSignal(false);
  const say = async (saying: Saying) => {
    if (busy.value) return;
    busy.value = true;
    failed.value = null;
    try {
      await saveActivity(saying);
    } catch (thrown) {
      failed.value = codeOf(thrown) === "storage_full" ? "storage_full" : "not_saved";
    }
    busy.value = false;
  };
  const { status, state } = activity;
  return (
    <Page
      top={
        <TopBar title={t("one.title")} back={() => back("/activities")}>
          <UnsentMark />
        </TopBar>
      }
    >
      <h2 class="name">{nameOf(activity)}</h2>
      {state && <StateMark state={state} />}
      {state === "needs_attention" && <Notice kind="trouble">{t("one.parked")}</Notice>}
      {failed.value && <Notice kind="trouble">{t(`save.${failed.value}`)}</Notice>}
      {activity.cancel_reason && (
        <Notice kind="warning">{t("one.cancelled", { why: t(`why.${activity.cancel_reason}`) })}</Notice>
      )}
      {status === "planned" && <SigningUp activity={activity} busy={busy.value} say={say} />}
      <Facts activity={activity} />
      {status === "done" && <Done activity={activity} />}
      {status === "planned" && <Coming activity={activity} />}
      {status === "planned" && isHers(activity) && <Leading activity={activity} busy={busy.value} say={say} />}
    </Page>
  );
}

function isHers({ township }: ActivityView): boolean {
  return isLeader(account.value?.role) && account.value?.place.slice(0, 9) === township;
}

interface SayingProps {
  activity: ActivityView;
  busy: boolean;
  say: (saying: Saying) => Promise<void>;
}

function SigningUp({ activity: { id, coming, mine }, busy, say }: SayingProps) {
  const comes = coming.some(({ user }) => user === account.value?.user);
  const press = (going: boolean) => void say({ op: "activity.sign_up", body: { activity: id, going } });
  if (!comes)
    return (
      <Button icon="check" busy={busy} onPress={() => press(true)}>
        {t("one.come")}
      </Button>
    );
  return (
    <>
      <p class="record-head">
        <strong>✓ {t("one.you_come")}</strong>
        {mine && <StateMark state={mine} />}
      </p>
      <Button kind="second" busy={busy} onPress={() => press(false)}>
        {t("one.not_come")}
      </Button>
    </>
  );
}

function Facts({ activity }: { activity: ActivityView }) {
  return (
    <section class="section">
      <dl class="facts">
        <dt>{t("one.when")}</dt>
        <dd>{whenWords(activity)}</dd>
        <dt>{t("one.place")}</dt>
        <dd>{activity.place || t("one.place_open")}</dd>
        <dt>{t("one.kind")}</dt>
        <dd>{t(`kind.${activity.kind}`)}</dd>
        <dt>{t("one.with")}</dt>
        <dd>{activity.organiser_names.filter(Boolean).join("、")}</dd>
        <dt>{t("one.by")}</dt>
        <dd>{activity.planned_by_name}</dd>
        {activity.note && <dt>{t("one.note")}</dt>}
        {activity.note && <dd>{activity.note}</dd>}
      </dl>
    </section>
  );
}

function Done({ activity }: { activity: ActivityView }) {
  const { present, others, beneficiaries, content, solved, pictures, start, end } = activity;
  const [from, to] = [start, end].map((moment) => (moment ? clockTime(Date.parse(moment)) : ""));
  const day = start ? countyDay(Date.parse(start)) : dayOf(activity.day);
  return (
    <section class="section">
      <h2>
        {t("status.done")} · {dateWords(day, today.value)}
      </h2>
      <p>{to ? t("one.from_to", { from: from ?? "", to }) : t("one.from", { from: from ?? "" })}</p>
      <p>{t("one.came", { n: present.length + others, people: beneficiaries })}</p>
      {content.length > 0 && <p>{content.map((each) => t(`content.${each}`)).join(" · ")}</p>}
      {solved.length > 0 && <p>{t("one.solved", { what: solved.map((each) => t(`solved.${each}`)).join(" · ") })}</p>}
      {pictures > 0 && <p>{t("one.pictures", { n: pictures })}</p>}
    </section>
  );
}

function Coming({ activity: { coming } }: { activity: ActivityView }) {
  return (
    <section class="section">
      <h2>{coming.length > 0 ? t("one.list", { n: coming.length }) : t("one.nobody")}</h2>
      <ul class="lines">
        {coming.map(({ user, user_name }) => (
          <li class="line" key={user}>
            {user_name}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What its leader may do: report it from its day on, or call it off. */
function Leading({ activity: { id, day }, busy, say }: SayingProps) {
  const asked = useSignal(false);
  const cancel = (reason: CancelReason) => void say({ op: "activity.cancel", body: { activity: id, reason } });
  return (
    <section class="section">
      {day <= isoOf(today.value) && (
        <ButtonLink icon="check" href={`#/activities/${id}/done`}>
          {t("one.report")}
        </ButtonLink>
      )}
      {!asked.value && (
        <Button kind="quiet" onPress={() => (asked.value = true)}>
          {t("one.cancel")}
        </Button>
      )}
      {asked.value && (
        <>
          <h3 class="question">{t("one.why")}</h3>
          {CANCEL_REASONS.map((reason) => (
            <Button key={reason} kind="second" busy={busy} onPress={() => cancel(reason)}>
              {t(`why.${reason}`)}
            </Button>
          ))}
          <Button kind="quiet" onPress={() => (asked.value = false)}>
            {t("one.keep")}
          </Button>
        </>
      )}
    </section>
  );
}
