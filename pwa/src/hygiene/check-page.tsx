import { useSignal } from "@preact/signals";
import { codeOf } from "../api/failure";
import type { Picture } from "../api/rows";
import { PicturesField } from "../blobs/pictures-field";
import { isoOf } from "../duties/days";
import { account } from "../local/accounts";
import { useDrafted } from "../local/drafted";
import { clockTime, countyDay, dateWords } from "../register/day-words";
import { back, replace } from "../router";
import { Button } from "../ui/button";
import { Chips } from "../ui/chips";
import { Choice } from "../ui/choice";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { UnsentMark } from "../ui/state-bar";
import { today } from "../ui/today";
import { TopBar } from "../ui/top-bar";
import { since } from "./held";
import { type Home, stateOf } from "./homes";
import { t } from "./i18n";
import { saveCheck } from "./save-check";
import { gradeOf, ITEMS, type Mark, PROBLEMS, type Problem, RECHECK_DAYS, scoreOf, totalOf } from "./sheet";
import { gradeWords, itemWords } from "./words";

const NOTE_LETTERS = 2_000;
const MARKS: Mark[] = ["clean", "half", "not"];

interface Draft {
  marks: { [item: string]: Mark };
  problems: Problem[];
  before: Picture[];
  after: Picture[];
  note: string;
}

/** A home is looked at: each item by one tap, all of them by one when all is clean. */
export function CheckPage({ home }: { home: Home }) {
  const key = `hygiene:${home.person}`;
  const draft = useDrafted<Draft>(key, () => ({ marks: {}, problems: [], before: [], after: [], note: "" }));
  const trouble = useSignal<"left" | "not_saved" | "storage_full" | null>(null);
  const busy = useSignal(false);
  const { marks, problems, before, after, note } = draft.value;
  const set = (change: Partial<Draft>) => {
    trouble.value = null;
    draft.value = { ...draft.value, ...change };
  };
  const left = ITEMS.filter(({ id }) => !marks[id]);
  const last = home.checks.find(({ state }) => state !== "needs_attention");
  const isAgain = stateOf(home, since.value) === "recheck_due";
  const save = async () => {
    const first = left[0];
    if (first) {
      trouble.value = "left";
      document.querySelector<HTMLInputElement>(`input[name="${first.id}"]`)?.focus();
      return;
    }
    busy.value = true;
    try {
      const scores = Object.fromEntries(ITEMS.map((item) => [item.id, scoreOf(item, marks[item.id] ?? "not")]));
      await saveCheck(
        {
          person: home.person,
          scores,
          problems,
          pictures: [...before, ...after],
          after: after.map(({ sha256 }) => sha256),
          ...(isAgain && last && { again: last.id }),
          ...(note.trim() && { note: note.trim() }),
        },
        key,
      );
      replace("/hygiene");
    } catch (thrown) {
      trouble.value = codeOf(thrown) === "storage_full" ? "storage_full" : "not_saved";
    }
    busy.value = false;
  };
  return (
    <Page
      top={
        <TopBar
          title={t(isAgain ? "check.again" : "check.title", { names: home.names.join("、") })}
          back={() => back("/hygiene")}
        >
          <UnsentMark />
        </TopBar>
      }
      bottom={
        <div class="save-bar">
          {trouble.value && (
            <Notice kind="trouble">
              {trouble.value === "left" ? t("check.left", { n: left.length }) : t(`check.${trouble.value}`)}
            </Notice>
          )}
          {left.length === 0 && <Result marks={marks} />}
          <Button icon="check" busy={busy.value} onPress={() => void save()}>
            {t("check.save")}
          </Button>
        </div>
      }
    >
      <Button
        kind="second"
        icon="check"
        onPress={() => set({ marks: Object.fromEntries(ITEMS.map(({ id }) => [id, "clean"])) })}
      >
        {t("check.all_clean")}
      </Button>
      {ITEMS.map((item) => (
        <Choice<Mark>
          key={item.id}
          legend={itemWords(item)}
          name={item.id}
          options={MARKS.map((value) => ({ value, words: t(`check.${value}`) }))}
          chosen={marks[item.id] ?? null}
          onChoose={(mark) => set({ marks: { ...marks, [item.id]: mark } })}
        />
      ))}
      <Chips
        legend={t("check.problems")}
        options={PROBLEMS.map((value) => ({ value, words: t(`problem.${value}`) }))}
        chosen={problems}
        onToggle={(value) => set({ problems: toggled(problems, value as Problem) })}
      />
      <Pictures
        name="before"
        pictures={before}
        others={after.length}
        home={home}
        change={(value) => set({ before: value })}
      />
      <Pictures
        name="after"
        pictures={after}
        others={before.length}
        home={home}
        change={(value) => set({ after: value })}
      />
      <label class="labelled">
        <span class="question">{t("check.note")}</span>
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

function Result({ marks }: { marks: Draft["marks"] }) {
  const total = totalOf(Object.fromEntries(ITEMS.map((item) => [item.id, scoreOf(item, marks[item.id] ?? "not")])));
  const grade = gradeOf(total);
  const due = countyDay(Date.now()) + RECHECK_DAYS;
  return (
    <p role="status">
      {t("check.score", { total, grade: gradeWords(grade.id), points: grade.points })}
      {grade.id === "poor" && <strong> {t("check.mend_by", { day: dateWords(due, today.value) })}</strong>}
    </p>
  );
}

interface PicturesProps {
  name: "before" | "after";
  pictures: Picture[];
  others: number;
  home: Home;
  change: (pictures: Picture[]) => void;
}

/** A record takes six pictures in all. */
const MOST = 6;

function Pictures({ name, pictures, others, home, change }: PicturesProps) {
  if (pictures.length === 0 && others >= MOST) return null;
  return (
    <section class="section visit-blobs" aria-labelledby={`hygiene-${name}`}>
      <h3 id={`hygiene-${name}`} class="question">
        {t(`check.${name}`)}
      </h3>
      <PicturesField
        pictures={pictures}
        lines={() => printed(home)}
        change={(value) => change(value.slice(0, MOST - others))}
      />
    </section>
  );
}

/** What is printed on a picture: when and in which village, and what it was; never who lives there. */
function printed(home: Home): string[] {
  const now = Date.now();
  return [
    `${isoOf(countyDay(now))} ${clockTime(now)} ${home.village}`,
    t("check.printed", { who: account.value?.name ?? "" }),
  ];
}

function toggled(all: Problem[], one: Problem): Problem[] {
  return all.includes(one) ? all.filter((each) => each !== one) : [...all, one];
}
