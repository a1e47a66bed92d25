import { useState } from "preact/hooks";
import { useAnswer } from "../api";
import { useDeed } from "../deeds";
import { routePath, setRoute } from "../health-api";
import { t } from "../i18n";
import { DeedFailure } from "../parts/deed-buttons";
import { Answered, Empty } from "../parts/state";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import type { RouteStop } from "../rows";
import "../styles/checkups.css";

/** The villages in the order in which the bus goes: the worklist, its print and the team's phones follow it. */
export default function Bus({ township }: { township: string }) {
  const answer = useAnswer(routePath(township));
  return (
    <>
      <div class="desk-title">
        <h1>{t("bus.title")}</h1>
        <a class="desk-button" href={hashOf("checkups", township)}>
          {t("checkup.back")}
        </a>
      </div>
      <p class="desk-faint">{t("bus.lead")}</p>
      <Answered answer={answer}>
        {(stops) =>
          stops.length === 0 ? (
            <Empty what={t("bus.none")} />
          ) : (
            <Order key={stops.map(({ village }) => village).join()} township={township} stops={stops} />
          )
        }
      </Answered>
    </>
  );
}

function Order({ township, stops }: { township: string; stops: RouteStop[] }) {
  const [order, setOrder] = useState(stops);
  const deed = useDeed();
  const seen = stops.filter(({ placed }) => placed).map(({ village }) => village);
  const villages = order.map(({ village }) => village);
  const isSame = villages.join() === seen.join();
  const move = (at: number, by: 1 | -1) => {
    const next = [...order];
    const [one, other] = [next[at], next[at + by]];
    if (!one || !other) return;
    next[at] = other;
    next[at + by] = one;
    setOrder(next);
  };
  return (
    <>
      <ol class="bus-stops">
        {order.map(({ village, name }, at) => (
          <li key={village}>
            <span>{name}</span>
            {mayChange() && (
              <span class="desk-screen-only">
                <button
                  type="button"
                  class="desk-button"
                  disabled={at === 0}
                  aria-label={t("bus.earlier_of", { name })}
                  onClick={() => move(at, -1)}
                >
                  ↑
                </button>{" "}
                <button
                  type="button"
                  class="desk-button"
                  disabled={at === order.length - 1}
                  aria-label={t("bus.later_of", { name })}
                  onClick={() => move(at, 1)}
                >
                  ↓
                </button>
              </span>
            )}
          </li>
        ))}
      </ol>
      {mayChange() && (
        <p class="desk-screen-only">
          <button
            type="button"
            class="desk-button desk-main-button"
            disabled={deed.busy || isSame}
            onClick={() => void deed.run(() => setRoute(township, villages, seen))}
          >
            {t("bus.save")}
          </button>{" "}
          <span role="status">{isSame && t("bus.saved")}</span>
        </p>
      )}
      <DeedFailure deed={deed} />
    </>
  );
}
