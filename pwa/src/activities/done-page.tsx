import { useSignal } from "@preact/signals";
import { codeOf } from "../api/failure";
import { PicturesField } from "../blobs/pictures-field";
import { dayOf, isoOf } from "../duties/days";
import { account } from "../local/accounts";
import { current } from "../local/current";
import { useDrafted } from "../local/drafted";
import { isoLocal } from "../local/moments";
import { showField } from "../records/first-problem";
import { clockTime, countyDay, momentAt } from "../register/day-words";
import { back, replace } from "../router";
import { Button } from "../ui/button";
import { Chips } from "../ui/chips";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { UnsentMark } from "../ui/state-bar";
import { TopBar } from "../ui/top-bar";
import { known, standing } from "./held";
import { t } from "./i18n";
import { CONTENT, SOLVED } from "./kinds";
import type { ActivityView } from "./laid-over";
import { toggled } from "./plan-page";
import { doneOf, type Report, type Wrong } from "./report";
import { saveActivity } from "./save-activity";
import { nameOf } from "./words";

const NOTE_LETTERS = 2_000;
const FIELDS: Record<Wrong, string> = { future: "from", wrong_end: "to", numbers: "others" };

type Trouble = Wrong | "not_saved" | "storage_full";

/** The leader reports: names are ticked, numbers written, the rest is chips. */
export function DonePage({ activity }: { activity: ActivityView }) {
  const draft = `activity:done:${activity.id}`;
  const report = useDrafted<Report>(draft, () => blank(activity));
  const trouble = useSignal<Trouble | null>(null);
  const busy = useSignal(false);
  const set = (change: Partial<Report>) => {
    trouble.value = null;
    report.value = { ...report.value, ...change };
  };
  const save = async () => {
    const body = doneOf(activity.id, report.value, momentOf, Date.now(), iso);
    if (typeof body === "string") {
      trouble.value = body;
      showField(`input[name="${FIELDS[body]}"]`);
      return;
    }
    busy.value = true;
    try {
      await saveActivity({ op: "activity.done", body }, draft);
      replace(`/activities/${activity.id}`);
    } catch (thrown) {
      trouble.value = codeOf(thrown) === "storage_full" ? "storage_full" : "not_saved";
    }
    busy.value = false;
  };
  const { content, solved, note, pictures } = report.value;
  return (
    <Page
      top={
        <TopBar title={t("done.title")} back={() => back(`/activities/${activity.id}`)}>
          <UnsentMark />
        </TopBar>
      }
      bottom={<SaveBar trouble={trouble.value} busy={busy.value} report={report.value} press={() => void save()} />}
    >
      <h2 class="name">{nameOf(activity)}</h2>
      <Times report={report.value} set={set} />
      <Who activity={activity} report={report.value} set={set} />
      <Chips
        legend={t("done.content")}
        options={CONTENT.map((value) => ({ value, words: t(`content.${value}`) }))}
        chosen={content}
        onToggle={(value) => set({ content: toggled(content, value) })}
      />
      <Chips
        folded
        legend={t("done.solved")}
        options={SOLVED.map((value) => ({ value, words: t(`solved.${value}`) }))}
        chosen={solved}
        onToggle={(value) => set({ solved: toggled(solved, value) })}
      />
      <section class="section visit-blobs" aria-labelledby="activity-pictures">
        <h3 id="activity-pictures" class="question">
          {t("done.pictures")}
        </h3>
        <PicturesField
          pictures={pictures}
          lines={() => printed(activity)}
          change={(value) => set({ pictures: value })}
        />
      </section>
      <label class="labelled">
        <span class="question">{t("done.note")}</span>
        <textarea
          class="field"
          rows={3}
          maxLength={NOTE_LETTERS}
          value={note}
          onInput={(event) => set({ note: event.currentTarget.value })}
        />
      </label>
    </Page>
  );
}

/** As it was planned: who signed up came, from the planned time until now. */
function blank({ day, time, coming }: ActivityView): Report {
  const now = Date.now();
  const until = isoOf(countyDay(now)) === day && clockTime(now) > time ? clockTime(now) : "";
  const nothing = { others: "", served: [], served_others: "", content: [], solved: [], note: "", pictures: [] };
  return { day, from: time, to: until, present: coming.map(({ user }) => user), ...nothing };
}

/** What is printed on a picture: when and where, and what it was. */
function printed(activity: ActivityView): string[] {
  const now = Date.now();
  const when = `${isoOf(countyDay(now))} ${clockTime(now)}`;
  return [`${when} ${activity.place}`, `${nameOf(activity)} · ${account.value?.name ?? ""}`];
}

function momentOf(day: string, time: string): number | null {
  try {
    return /^\d\d:\d\d$/.test(time) ? momentAt(dayOf(day), time) : null;
  } catch {
    return null;
  }
}

function iso(moment: number): string {
  return isoLocal(moment, current.value?.phone.minutesEast(moment) ?? 0);
}

interface PartProps {
  report: Report;
  set: (change: Partial<Report>) => void;
}

function Times({ report: { day, from, to }, set }: PartProps) {
  return (
    <>
      <label class="labelled">
        <span class="question">{t("done.date")}</span>
        <input
          class="field"
          type="date"
          name="date"
          value={day}
          onInput={(event) => set({ day: event.currentTarget.value })}
        />
      </label>
      <div class="two-fields">
        {(
          [
            ["from", from],
            ["to", to],
          ] as const
        ).map(([name, value]) => (
          <label class="labelled" key={name}>
            <span class="question">{t(`done.${name}`)}</span>
            <input
              class="field"
              type="time"
              name={name}
              value={value}
              onInput={(event) => set({ [name]: event.currentTarget.value })}
            />
          </label>
        ))}
      </div>
    </>
  );
}

function Who({ activity, report, set }: PartProps & { activity: ActivityView }) {
  const { present, served } = report;
  const who = account.value;
  const her = who ? [{ user: who.user, user_name: who.name }] : [];
  const listed = [...activity.coming, ...her.filter(({ user }) => !activity.coming.some((one) => one.user === user))];
  const persons = known.value.map(({ person }) => ({ value: person.id, words: person.name }));
  return (
    <>
      <Chips
        legend={t("done.present")}
        options={listed.map(({ user, user_name }) => ({ value: user, words: user_name }))}
        chosen={present}
        onToggle={(user) => set({ present: toggled(present, user) })}
      />
      {activity.coming.length === 0 && <p class="soft">{t("done.nobody_listed")}</p>}
      <NumberField name="others" report={report} set={set} />
      {persons.length > 0 && (
        <Chips
          folded={persons.length > 12}
          legend={t("done.served")}
          options={persons}
          chosen={served}
          onToggle={(person) => set({ served: toggled(served, person) })}
        />
      )}
      <NumberField name="served_others" report={report} set={set} />
    </>
  );
}

function NumberField({ name, report, set }: PartProps & { name: "others" | "served_others" }) {
  return (
    <label class="labelled">
      <span class="question">{t(`done.${name}`)}</span>
      <input
        class="field"
        name={name}
        inputMode="numeric"
        maxLength={4}
        value={report[name]}
        onInput={(event) => set({ [name]: event.currentTarget.value })}
      />
    </label>
  );
}

interface SaveBarProps {
  trouble: Trouble | null;
  busy: boolean;
  report: Report;
  press: () => void;
}

function SaveBar({ trouble, busy, report, press }: SaveBarProps) {
  const nobody = report.served.length === 0 && !(Number(report.served_others) > 0);
  const wantsSomebody = standing.value.some(({ duty }) => (duty.credit?.min_beneficiaries ?? 0) > 0);
  return (
    <div class="save-bar">
      {trouble && <Notice kind="trouble">{troubleWords(trouble)}</Notice>}
      {!trouble && nobody && wantsSomebody && <p>{t("done.nobody_served")}</p>}
      <Button icon="check" busy={busy} onPress={press}>
        {t("done.save")}
      </Button>
    </div>
  );
}

function troubleWords(trouble: Trouble): string {
  return trouble === "not_saved" || trouble === "storage_full" ? t(`save.${trouble}`) : t(`done.${trouble}`);
}
