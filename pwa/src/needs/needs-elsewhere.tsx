import { useSignal } from "@preact/signals";
import type { NeedToldBody } from "../api/need-rows";
import { agoWords, countyDay } from "../register/day-words";
import { Button } from "../ui/button";
import { today } from "../ui/today";
import { t } from "./i18n";

/** So many tell how things stand; the others one asks for. */
const RECENT = 3;

/** What became of what she told of people who are with somebody else now. */
export default function NeedsElsewhere({ needs }: { needs: NeedToldBody[] }) {
  const all = useSignal(false);
  return (
    <section class="section">
      <h2>{t("need.elsewhere")}</h2>
      <p class="soft">{t("need.elsewhere_why")}</p>
      <ul class="lines">
        {needs.slice(0, all.value ? undefined : RECENT).map((need) => (
          <Line key={need.id} need={need} />
        ))}
      </ul>
      {needs.length > RECENT && !all.value && (
        <Button kind="second" onPress={() => (all.value = true)}>
          {t("need.elsewhere_all", { n: needs.length })}
        </Button>
      )}
    </section>
  );
}

function Line({ need }: { need: NeedToldBody }) {
  return (
    <li class="line">
      <p>
        <strong>{t("need.line", { day: dayWords(need.raised_at), kind: t(`need.${need.kind}`) })}</strong>
      </p>
      <p>{standingWords(need)}</p>
    </li>
  );
}

function standingWords({ status, outcome, closed_at }: NeedToldBody): string {
  if (status === "taken") return t("need.status_in_hand");
  if (status !== "closed" || outcome === null || closed_at === null) return t("need.status_open");
  return t("need.closed_on", { day: dayWords(closed_at), status: t(`need.outcome_${outcome}`) });
}

function dayWords(moment: string): string {
  return agoWords(countyDay(Date.parse(moment)), today.value);
}
