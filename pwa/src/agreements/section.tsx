import { dayOf, isoOf } from "../duties/days";
import { account } from "../local/accounts";
import type { PersonView } from "../local/view";
import { dateWords } from "../register/day-words";
import { ButtonLink } from "../ui/button";
import { StateMark } from "../ui/state-mark";
import { today } from "../ui/today";
import { type Found, holdsOn } from "./fits";
import { type AgreementView, agreementsOf, standingOf } from "./held";
import { t } from "./i18n";
import { SIGNERS } from "./kinds";
import { dayAfter } from "./term";
import { kindWords } from "./words";

/** So many days before its end a renewal is due; the desk goes by the county's own setting. */
const RENEWAL = 60;
/** So many are shown; the others are at the desk. */
const RECENT = 3;

/** Which agreement she should have, which she has, and the buttons to sign. */
export default function AgreementSection({ view }: { view: PersonView }) {
  if (!SIGNERS.includes(account.value?.role ?? "")) return null;
  const { id } = view.person;
  const standing = standingOf(view);
  const agreements = agreementsOf(id).slice(0, RECENT);
  if (standing.length === 0 && agreements.length === 0) return null;
  return (
    <section class="section">
      <h2>{t("hers.title")}</h2>
      {standing.map((found) => (
        <Standing key={found.wanted} found={found} />
      ))}
      <ul class="lines">
        {agreements.map((agreement) => (
          <Line key={agreement.id} agreement={agreement} />
        ))}
      </ul>
      <ButtonLink kind="second" icon="pen" href={`#/people/${id}/agreement`}>
        {t(standing.some(({ coverage }) => coverage === "covered") ? "hers.renew" : "hers.sign")}
      </ButtonLink>
    </section>
  );
}

function Standing({ found }: { found: Found<AgreementView> }) {
  return (
    <p>
      {t("hers.wanted", { kind: kindWords(found.wanted) })}
      <br />
      <strong>{standingWords(found)}</strong>
    </p>
  );
}

function standingWords({ coverage, misfit, through }: Found<AgreementView>): string {
  const day = through ? dateWords(dayOf(through), today.value) : "";
  if (misfit) return t(`hers.${misfit}`);
  if (coverage === "lapsed") return t("hers.lapsed", { day });
  if (coverage !== "covered") return t("hers.none");
  const isSoon = through !== null && through <= dayAfter(isoOf(today.value), RENEWAL);
  return isSoon ? t("hers.ends_soon", { day }) : t("hers.covered");
}

function Line({ agreement }: { agreement: AgreementView }) {
  const { id, kind, valid_from, valid_to, ended_on, state } = agreement;
  const mayEnd = state !== "needs_attention" && ended_on === null && holdsOn(agreement, isoOf(today.value));
  return (
    <li class="line">
      <p class="record-head">
        <strong>{kindWords(kind)}</strong>
        <StateMark state={state} />
      </p>
      <p>{t("hers.term", { from: valid_from, to: valid_to ?? t("hers.open_end") })}</p>
      {ended_on && <p>{t("hers.ended", { day: dateWords(dayOf(ended_on), today.value) })}</p>}
      {mayEnd && (
        <ButtonLink kind="quiet" href={`#/people/${agreement.person}/agreement/${id}`}>
          {t("hers.end")}
        </ButtonLink>
      )}
    </li>
  );
}
