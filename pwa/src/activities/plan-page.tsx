import { useSignal } from "@preact/signals";
import type { ActivityKind, PlanBody } from "../api/activity-rows";
import { codeOf } from "../api/failure";
import { type Day, dayOfMonth, isoOf } from "../duties/days";
import { account } from "../local/accounts";
import { current } from "../local/current";
import { useDrafted } from "../local/drafted";
import { uuid7 } from "../local/uuid";
import { people } from "../local/view";
import { showField } from "../records/first-problem";
import { duties } from "../register/county";
import { todayWords } from "../register/day-words";
import { back, replace } from "../router";
import { Button } from "../ui/button";
import { Chips } from "../ui/chips";
import { Choice } from "../ui/choice";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { UnsentMark } from "../ui/state-bar";
import { today } from "../ui/today";
import { TopBar } from "../ui/top-bar";
import { townships } from "./held";
import { t } from "./i18n";
import { ACTIVITY_KINDS } from "./kinds";
import { saveActivity } from "./save-activity";

const DRAFT = "activity:plan";
const PLACE_LETTERS = 60;
const MOST_PLACES = 8;

interface Plan {
  kind: ActivityKind | null;
  day: string;
  /** Whether the calendar is open: the day is none of the offered ones. */
  other: boolean;
  time: string;
  place: string;
  organisers: string[];
}

type Trouble = "kind_missing" | "day_missing" | "time_missing" | "not_saved" | "storage_full";

/** A leader plans: kind, day, time, place; nothing has to be written. */
export function PlanPage() {
  const plan = useDrafted<Plan>(DRAFT, () => blank());
  const trouble = useSignal<Trouble | null>(null);
  const busy = useSignal(false);
  const set = (change: Partial<Plan>) => {
    trouble.value = null;
    plan.value = { ...plan.value, ...change };
  };
  const save = async () => {
    const body = bodyOf(plan.value);
    if (typeof body === "string") {
      trouble.value = body;
      showField(`input[name="${FIELDS[body]}"]`);
      return;
    }
    busy.value = true;
    try {
      await saveActivity({ op: "activity.plan", body }, DRAFT);
      replace(`/activities/${body.id}`);
    } catch (thrown) {
      trouble.value = codeOf(thrown) === "storage_full" ? "storage_full" : "not_saved";
    }
    busy.value = false;
  };
  const isOf = (one: Trouble) => (trouble.value === one ? t(`plan.${one as "kind_missing"}`) : undefined);
  const { kind, organisers } = plan.value;
  return (
    <Page top={<Bar />} bottom={<SaveBar trouble={trouble.value} busy={busy.value} press={() => void save()} />}>
      <Choice
        legend={t("plan.kind")}
        name="kind"
        columns={2}
        options={ACTIVITY_KINDS.map((value) => ({ value, words: t(`kind.${value}`) }))}
        chosen={kind}
        onChoose={(value) => set({ kind: value })}
        trouble={isOf("kind_missing")}
      />
      <DayFields plan={plan.value} set={set} trouble={isOf("day_missing")} />
      <label class="labelled">
        <span class="question">{t("plan.time")}</span>
        <input
          class="field"
          type="time"
          name="time"
          value={plan.value.time}
          onInput={(event) => set({ time: event.currentTarget.value })}
        />
        {isOf("time_missing") && <span class="trouble">{isOf("time_missing")}</span>}
      </label>
      <PlaceFields place={plan.value.place} set={set} />
      {others().length > 0 && (
        <Chips
          folded
          legend={t("plan.with")}
          options={others()}
          chosen={organisers}
          onToggle={(code) => set({ organisers: toggled(organisers, code) })}
        />
      )}
    </Page>
  );
}

const FIELDS = { kind_missing: "kind", day_missing: "date", time_missing: "time" } as const;

export function toggled<T extends string>(chosen: readonly T[], value: string): T[] {
  return chosen.includes(value as T) ? chosen.filter((one) => one !== value) : [...chosen, value as T];
}

function blank(): Plan {
  const named = offeredDays(today.value).find((day) => day > today.value + 1);
  return { kind: null, day: isoOf(named ?? today.value + 1), other: false, time: "09:00", place: "", organisers: [] };
}

/** The days that the policy names and that are to come, and today and tomorrow. */
export function offeredDays(now: Day): Day[] {
  const named = new Set(
    duties.value.flatMap(({ subject, only_days }) => (subject === "township" ? (only_days ?? []) : [])),
  );
  const month = Array.from({ length: 31 }, (_, at) => now + at).filter((day) => named.has(dayOfMonth(day)));
  return Array.from(new Set([now, now + 1, ...month.slice(0, 2)])).sort((a, b) => a - b);
}

function others() {
  const own = account.value?.place.slice(0, 9);
  return townships.value.filter(({ code }) => code !== own).map(({ code, name }) => ({ value: code, words: name }));
}

function bodyOf({ kind, day, time, place, organisers }: Plan): PlanBody | keyof typeof FIELDS {
  const session = current.value;
  if (kind === null || !session) return "kind_missing";
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return "day_missing";
  if (!/^\d\d:\d\d$/.test(time)) return "time_missing";
  return { id: uuid7(session.phone), kind, day, time, place: place.trim().slice(0, PLACE_LETTERS), organisers };
}

function Bar() {
  return (
    <TopBar title={t("plan.title")} back={() => back("/activities")}>
      <UnsentMark />
    </TopBar>
  );
}

interface FieldsProps {
  plan: Plan;
  set: (change: Partial<Plan>) => void;
  trouble: string | undefined;
}

function DayFields({ plan: { day, other }, set, trouble }: FieldsProps) {
  const offered = offeredDays(today.value).map((each) => ({ value: isoOf(each), words: todayWords(each) }));
  const isOther = other || !offered.some(({ value }) => value === day);
  return (
    <>
      <Choice
        legend={t("plan.day")}
        name="day"
        columns={2}
        options={[...offered, { value: "other", words: t("plan.other_day") }]}
        chosen={isOther ? "other" : day}
        onChoose={(value) => set(value === "other" ? { other: true } : { day: value, other: false })}
      />
      {isOther && (
        <label class="labelled">
          <span class="question">{t("plan.date")}</span>
          <input
            class="field"
            type="date"
            name="date"
            value={day}
            onInput={(event) => set({ day: event.currentTarget.value })}
          />
          {trouble && <span class="trouble">{trouble}</span>}
        </label>
      )}
    </>
  );
}

/** The villages where her people live, and any other place. */
function PlaceFields({ place, set }: { place: string; set: (change: Partial<Plan>) => void }) {
  const villages = people.value.map(({ person }) => person.village_name).filter(Boolean);
  const offered = Array.from(new Set([account.value?.place_name ?? "", ...villages])).filter(Boolean);
  return (
    <>
      <Choice
        legend={t("plan.place")}
        name="place"
        columns={2}
        options={offered.slice(0, MOST_PLACES).map((value) => ({ value, words: value }))}
        chosen={place}
        onChoose={(value) => set({ place: value })}
      />
      <label class="labelled">
        <span class="question">{t("plan.place_other")}</span>
        <input
          class="field"
          name="other-place"
          maxLength={PLACE_LETTERS}
          value={place}
          onInput={(event) => set({ place: event.currentTarget.value })}
        />
      </label>
    </>
  );
}

interface SaveBarProps {
  trouble: Trouble | null;
  busy: boolean;
  press: () => void;
}

function SaveBar({ trouble, busy, press }: SaveBarProps) {
  const failed = trouble === "not_saved" || trouble === "storage_full" ? trouble : null;
  return (
    <div class="save-bar">
      {failed && <Notice kind="trouble">{t(`save.${failed}`)}</Notice>}
      <Button icon="check" busy={busy} onPress={press}>
        {t("plan.save")}
      </Button>
    </div>
  );
}
