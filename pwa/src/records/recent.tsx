import { t } from "../i18n";
import type { RecordView } from "../local/view";
import { replace } from "../router";
import { Button } from "../ui/button";

/** So soon after a record of the same kind, a second one is more likely a slip than a visit. */
const SOON = 30;

/** A record of a short while ago: which, and how many minutes. */
export interface Recent {
  record: string;
  minutes: number;
}

/** The last record of a status that this author wrote down, when that was less than half an hour ago; else null. */
export function lastSoon(
  records: readonly RecordView[],
  author: string,
  status: RecordView["status"],
  now: number,
): Recent | null {
  const recent = records
    .filter((record) => record.author === author && record.status === status && record.state !== "needs_attention")
    .map(({ id }) => ({ record: id, minutes: Math.floor((now - writtenAt(id)) / 60_000) }))
    .filter(({ minutes }) => minutes >= 0 && minutes < SOON)
    .sort((one, other) => one.minutes - other.minutes);
  return recent[0] ?? null;
}

/** When a record was written down: not its start, which may be stated, but the time within its id (a UUIDv7). */
export function writtenAt(id: string): number {
  return Number.parseInt(id.replace("-", "").slice(0, 12), 16);
}

interface RecentlyLoggedProps {
  name: string;
  asked: Recent;
  again: () => void;
}

/** Asked before the form opens: add to what is there, write down one more beside it, or leave it? */
export function RecentlyLogged({ name, asked: { record, minutes }, again }: RecentlyLoggedProps) {
  return (
    <section class="card ask" role="alert">
      <h2>{minutes === 0 ? t("visit.recent_now") : t("visit.recent_title", { n: minutes })}</h2>
      <p>{t("visit.recent_help", { name })}</p>
      <Button icon="back" onPress={() => replace("/")}>
        {t("visit.recent_leave")}
      </Button>
      <Button kind="second" icon="pen" onPress={() => replace(`/records/${record}`)}>
        {t("visit.recent_add")}
      </Button>
      <Button kind="second" icon="book" onPress={again}>
        {t("visit.recent_again")}
      </Button>
    </section>
  );
}
