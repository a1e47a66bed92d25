import { dayText } from "../dates";
import { t } from "../i18n";
import type { Cover, Covers } from "../rows";

/** On a worker's line: who stands in for her and for whom she stands in, till when; nothing of what is over. */
export function CoverMarks({ covers, user }: { covers: Covers | undefined; user: string }) {
  return coverWords(covers, user).map((words) => (
    <span key={words} class="desk-mark desk-cover-mark">
      {words}
    </span>
  ));
}

/** 由闫凤光代班，到3月4日. */
export function coverWords(covers: Covers | undefined, user: string): string[] {
  const { today = "" } = covers ?? {};
  const hers = covers?.covers.filter(({ state, giver, taker }) => state !== "over" && [giver, taker].includes(user));
  return (hers ?? []).map((cover) => words(cover, user, today));
}

function words(cover: Cover, user: string, today: string): string {
  const [until, first] = [dayText(cover.last_day, today), dayText(cover.first_day, today)];
  if (cover.taker_name === null) return t("workers.cover_offered", { until });
  const isGiver = cover.giver === user;
  const name = isGiver ? cover.taker_name : cover.giver_name;
  if (cover.state === "to_come") return t(isGiver ? "workers.covered_from" : "workers.covers_from", { name, first });
  return t(isGiver ? "workers.covered_until" : "workers.covers_until", { name, until });
}
