import { dayOf } from "../duties/days";
import { dateWords } from "../register/day-words";
import { back } from "../router";
import { ButtonLink } from "../ui/button";
import { Page } from "../ui/page";
import { UnsentMark } from "../ui/state-bar";
import { StateMark } from "../ui/state-mark";
import { today } from "../ui/today";
import { TopBar } from "../ui/top-bar";
import { CheckPage } from "./check-page";
import { homes, since } from "./held";
import type { Home } from "./homes";
import { stateOf } from "./homes";
import "./hygiene.css";
import { t } from "./i18n";
import { gradeWords } from "./words";

/** Homes from door to door, and the form of one: one file, fetched when it is first wanted. */
export default function HygienePage({ person }: { person: string }) {
  if (person === "") return <Route />;
  const home = homes.value.find((one) => one.person === person);
  return home ? <CheckPage home={home} /> : <Gone />;
}

function Bar({ to }: { to: string }) {
  return (
    <TopBar title={t("homes.title")} back={() => back(to)}>
      <UnsentMark />
    </TopBar>
  );
}

function Gone() {
  return (
    <Page top={<Bar to="/hygiene" />}>
      <p>{t("check.unknown")}</p>
    </Page>
  );
}

function Route() {
  const all = homes.value;
  const waiting = all.filter((home) => ["not_yet", "recheck_due"].includes(stateOf(home, since.value)));
  const next = waiting[0];
  return (
    <Page top={<Bar to="/" />}>
      {all.length === 0 && <p>{t("homes.none")}</p>}
      {all.length > 0 && <p>{next ? t("homes.lead") : t("homes.through")}</p>}
      {next && (
        <section class="section" aria-labelledby="next-door">
          <h2 id="next-door" class="question">
            {t("homes.next")}
          </h2>
          <Door home={next} />
          <ButtonLink icon="hygiene" href={`#/hygiene/${next.person}`}>
            {t(stateOf(next, since.value) === "recheck_due" ? "homes.again" : "homes.check")}
          </ButtonLink>
        </section>
      )}
      {all.length > 0 && (
        <section class="section" aria-labelledby="all-doors">
          <h2 id="all-doors" class="question">
            {t("homes.all", { done: all.length - waiting.length, of: all.length })}
          </h2>
          <ul class="lines">
            {all.map((home) => (
              <li key={home.person} class="line">
                <a class="home-line" href={`#/hygiene/${home.person}`}>
                  <Door home={home} />
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

function Door({ home }: { home: Home }) {
  const last = home.checks[0];
  return (
    <div class="door">
      <strong class="name">{home.names.join("、")}</strong>{" "}
      <span class="soft">{[home.village, home.group].filter(Boolean).join(" ")}</span>
      <p class={`home-state home-${stateOf(home, since.value)}`}>{stateWords(home)}</p>
      {last && last.state !== "sent" && <StateMark state={last.state} />}
    </div>
  );
}

function stateWords(home: Home): string {
  const state = stateOf(home, since.value);
  const last = home.checks.find((check) => check.state !== "needs_attention");
  if (state === "recheck_due")
    return t("homes.recheck_due", { day: dateWords(dayOf(last?.mend_by ?? ""), today.value) });
  if (state === "not_yet") return t("homes.not_yet");
  return t(state === "mended" ? "homes.mended" : "homes.checked", { grade: gradeWords(last?.grade ?? "") });
}
