import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { isoOf } from "../duties/days";
import { myRecords, type PersonView, people } from "../local/view";
import { entryNow } from "../register/county";
import { todayWords } from "../register/day-words";
import { Button } from "../ui/button";
import { today } from "../ui/today";
import { t } from "./i18n";
import { maskedName } from "./month";

/** What she may send to the group of her village: counts and masked names, and nothing about anybody's health. */
export function GroupText() {
  const copied = useSignal<"not_yet" | "copied" | "by_hand">("not_yet");
  const area = useRef<HTMLTextAreaElement>(null);
  const copy = async () => {
    // Some browsers ask, and some never answer: what always works stands there until the copy is made.
    area.current?.select();
    copied.value = "by_hand";
    await navigator.clipboard.writeText(area.current?.value ?? "");
    copied.value = "copied";
  };
  return (
    <section class="section screen-only">
      <h2>{t("group.title")}</h2>
      <textarea ref={area} class="field" rows={5} readOnly aria-label={t("group.title")} value={groupText()} />
      <Button kind="second" icon="people" onPress={() => void copy().catch(() => undefined)}>
        {t("group.copy")}
      </Button>
      <p role="status">{copied.value !== "not_yet" && t(`group.${copied.value}`)}</p>
    </section>
  );
}

function groupText(): string {
  const day = isoOf(today.value);
  const made = myRecords.value.filter(({ service_date, status }) => service_date === day && status === "valid");
  const met = people.value.filter(({ person }) => made.some(({ subject }) => subject === person.id));
  const due = people.value.filter((view) => !met.includes(view) && isPressing(view));
  const lines = [
    t("group.day", { day: todayWords(today.value) }),
    t("group.met", { n: met.length, names: namesOf(met) }),
    ...(due.length > 0 ? [t("group.due", { n: due.length, names: namesOf(due) })] : []),
  ];
  return lines.join("\n");
}

function isPressing(view: PersonView): boolean {
  return ["red", "yellow"].includes(entryNow(view).standing.light);
}

function namesOf(views: PersonView[]): string {
  const names = views.map(({ person }) => maskedName(person.name)).join(t("group.comma"));
  return names && t("group.names", { names });
}
