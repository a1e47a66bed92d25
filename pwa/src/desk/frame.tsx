import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Account } from "../local/accounts";
import { tellLanguage } from "../reminders/language";
import { Lantern } from "../ui/icons";
import { concernsPath, conflictsPath, needsPath, parkedPath, reportsPath, unreachedPath, useAnswer } from "./api";
import { language, t } from "./i18n";
import { useFresh } from "./parts/fresh";
import { left } from "./people/memory";
import { mayOversee } from "./rights";
import { hashOf, route } from "./route";

/** The desk's head: its pages, who is signed in, the language. */
export function Frame({ who, township, children }: { who: Account; township: string; children: ComponentChildren }) {
  useFresh();
  return (
    <div class="desk">
      <button type="button" class="desk-skip" onClick={skip}>
        {t("desk.skip")}
      </button>
      <header class="desk-head desk-screen-only">
        <span class="desk-brand">
          <Lantern /> {t("desk.name")}
        </span>
        <Pages township={township} />
        <span class="desk-who" title={t("desk.signed_in", { name: who.name, place: who.place_name })}>
          {t("desk.signed_in", { name: who.name, place: who.place_name })}
        </span>
        <button
          type="button"
          class="desk-button desk-language"
          lang={language.value === "zh" ? "en" : "zh-CN"}
          onClick={turnLanguage}
        >
          {t("desk.language")}
        </button>
        <a class="desk-button" href="#/me">
          {t("desk.me")}
        </a>
      </header>
      <main id="desk-main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** A button, since a link to a fragment would be taken for a page by the router. */
function skip(): void {
  document.getElementById("desk-main")?.focus();
}

function turnLanguage(): void {
  language.value = language.value === "zh" ? "en" : "zh";
  tellLanguage();
}

/** Staff of more than one township begin at the list of townships. */
function Pages({ township }: { township: string }) {
  const wide = township === "";
  const parked = useAnswer(parkedPath()).value ?? [];
  const reports = useAnswer(reportsPath()).value ?? [];
  const conflicts = useAnswer(conflictsPath()).value ?? [];
  const needs = useAnswer(needsPath()).value ?? [];
  const unreached = useAnswer(unreachedPath()).value ?? [];
  const concerns = useAnswer(concernsPath()).value ?? [];
  const waiting = parked.length + reports.length + conflicts.length;
  const pages = useRef<HTMLElement>(null);
  useEffect(() => showHere(pages.current), [route.value.page]);
  return (
    <nav ref={pages} aria-label={t("desk.pages")}>
      {wide && <PageLink page="townships" name={t("desk.townships")} />}
      {!wide && <PageLink page="today" href={hashOf("today", township)} name={t("desk.today")} />}
      {(!wide || IN_LIST.has(route.value.page) || left.list !== "") && (
        <PageLink page="people" href={left.list || hashOf("people", township)} name={t("desk.people")} />
      )}
      {!wide && <PageLink page="township" href={hashOf("township", township)} name={t("desk.own_duties")} />}
      <PageLink page="extra" name={t("desk.extra")} />
      <PageLink page="workers" name={t("desk.workers")} />
      <PageLink page="parked" name={t("desk.parked")} count={waiting} />
      <PageLink page="needs" name={t("desk.needs")} count={needs.length + unreached.length} />
      <PageLink page="checkups" name={t("desk.checkups")} />
      <PageLink page="concerns" name={t("desk.concerns")} count={concerns.length} />
      <PageLink page="closing" name={t("desk.closing")} />
      {mayOversee() && <PageLink page="showings" name={t("desk.showings")} />}
      <PageLink page="policies" name={t("desk.policies")} />
    </nav>
  );
}

/** On a narrow screen the pages scroll sideways: the one that is open is in sight. */
function showHere(pages: HTMLElement | null): void {
  const here = pages?.querySelector<HTMLElement>("[aria-current]");
  if (pages && here) pages.scrollLeft = here.offsetLeft - (pages.clientWidth - here.offsetWidth) / 2;
}

/** Staff of many townships have a list of people once they have opened one. */
const IN_LIST: ReadonlySet<string> = new Set(["people", "person"]);

/** Pages that are come to from another one. */
const PART_OF: { [page: string]: string } = {
  assess: "checkups",
  assessments: "checkups",
  checkup: "checkups",
  result: "checkups",
  results: "checkups",
  bus: "checkups",
  activities: "township",
  hygiene: "township",
  agreements: "township",
  points: "township",
  activity: "township",
  person: "people",
  assign: "people",
  rosters: "people",
  twins: "people",
  villages: "people",
  doors: "township",
  charts: "closing",
  patterns: "closing",
  exports: "closing",
  quality: "closing",
  audit: "showings",
  covers: "workers",
  questions: "parked",
  team: "workers",
  teams: "workers",
  reminders: "workers",
  calls: "workers",
  phone: "workers",
  phones: "workers",
  paper: "workers",
  village: "workers",
  plan: "workers",
  sheet: "workers",
};

interface PageLinkProps {
  page: string;
  name: string;
  href?: string;
  count?: number;
}

function PageLink({ page, name, href = hashOf(page), count = 0 }: PageLinkProps) {
  const at = route.value.page;
  const here = at === page || PART_OF[at] === page;
  return (
    <a href={href} aria-current={here ? "page" : undefined}>
      {name}
      {count > 0 && (
        <>
          <b class="desk-count" aria-hidden="true">
            {count}
          </b>
          <span class="desk-aside">{t("desk.parked_count", { n: count })}</span>
        </>
      )}
    </a>
  );
}
