import { useState } from "preact/hooks";
import { endExtra, extrasPath, useAnswer } from "../api";
import { useDeed } from "../deeds";
import { t, word } from "../i18n";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import { Answered } from "../parts/state";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import type { ExtraDuty, Extras as Reply } from "../rows";
import { ExtraForm } from "./extra-form";
import { phaseOf, populationText } from "./population";

/** Extra visits for a time: heat, cold, festivals. They are raised here, and each opens onto who is still to be visited. */
export function Extras({ place }: { place: string }) {
  const answer = useAnswer(extrasPath());
  const [raising, setRaising] = useState(false);
  return (
    <>
      <div class="desk-title">
        <h1>{t("extra.title")}</h1>
        {mayChange() && !raising && (
          <button type="button" class="desk-button desk-main-button" onClick={() => setRaising(true)}>
            {t("extra.raise")}
          </button>
        )}
      </div>
      <p class="desk-period-line">{t("extra.note")}</p>
      <Answered answer={answer}>
        {(reply) => (
          <>
            {raising && <ExtraForm place={place} today={reply.today} close={() => setRaising(false)} />}
            <List reply={reply} place={place} />
          </>
        )}
      </Answered>
    </>
  );
}

function List({ reply, place }: { reply: Reply; place: string }) {
  if (reply.rows.length === 0) return <p>{t("extra.empty")}</p>;
  return (
    <ul class="desk-extras">
      {reply.rows.map((extra) => (
        <Item key={extra.id} extra={extra} today={reply.today} place={place} />
      ))}
    </ul>
  );
}

function Item({ extra, today, place }: { extra: ExtraDuty; today: string; place: string }) {
  const phase = phaseOf(extra, today);
  const mine = extra.place.startsWith(place) && mayChange();
  return (
    <li class="desk-policy-card">
      <h2>
        <a href={hashOf("extra", extra.id)}>{extra.title}</a>{" "}
        <strong class="desk-mark">{word("extra_reason", extra.reason)}</strong>{" "}
        <span class="desk-faint">{t(`extra.${phase}`)}</span>
      </h2>
      <p>{t("extra.days", { from: extra.valid_from, to: extra.valid_to })}</p>
      <p>{t("extra.whom", { place: extra.place_name, whom: populationText(extra.population) })}</p>
      <p class="desk-faint">{t("extra.raised_by", { name: extra.raised_by_name })}</p>
      {mine && (phase === "running" || phase === "to_come") && <End extra={extra} />}
    </li>
  );
}

/** Ending is asked twice: who was not visited is owed nothing any more. */
function End({ extra }: { extra: ExtraDuty }) {
  const [asking, setAsking] = useState(false);
  const deed = useDeed(() => setAsking(false));
  if (!asking) {
    return (
      <button type="button" class="desk-button" onClick={() => setAsking(true)}>
        {t("extra.end")}
        <span class="desk-aside">{extra.title}</span>
      </button>
    );
  }
  return (
    <div class="desk-buttons">
      <p>{t("extra.end_sure")}</p>
      <DeedButtons
        deed={deed}
        yes={t("extra.end_yes")}
        press={() => deed.run(() => endExtra(extra.id))}
        leave={() => setAsking(false)}
      />
      <DeedFailure deed={deed} />
    </div>
  );
}
