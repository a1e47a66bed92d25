import { useState } from "preact/hooks";
import { useAnswer } from "../api";
import { Answered, Empty } from "../parts/state";
import { Field } from "../person/fact-form";
import { mayChange } from "../rights";
import { hashOf, refine, route } from "../route";
import { AgreementCard } from "./agreement";
import { type Agreement, type Agreements, agreementsPath } from "./calls";
import { CoverageTable } from "./coverage";
import { t } from "./i18n";
import { PeopleList } from "./people";
import { SignForm } from "./sign-form";
import { kindWords } from "./words";
import "../styles/agreements.css";

/** Agreements of a place on a day: who should have one, and how each stands. */
export default function AgreementsPage({ place }: { place: string }) {
  const answer = useAnswer(agreementsPath(place, route.value.query.day ?? ""));
  return (
    <article>
      <h1>{t("agreements.title")}</h1>
      <p class="desk-period-line desk-screen-only">{t("agreements.lead")}</p>
      <Answered answer={answer}>{(reply) => <Shown reply={reply} />}</Answered>
    </article>
  );
}

function Shown({ reply }: { reply: Agreements }) {
  return (
    <>
      <Day reply={reply} />
      {reply.demands.length === 0 ? (
        <Empty what={t("agreements.no_demand")} />
      ) : (
        <>
          <Grounds reply={reply} />
          <CoverageTable reply={reply} />
          {reply.place.length >= 9 && <PeopleList reply={reply} />}
        </>
      )}
      <Between reply={reply} />
    </>
  );
}

function Day({ reply }: { reply: Agreements }) {
  return (
    <div class="desk-form desk-agreements-day">
      <Field label={t("agreements.day")}>
        <input
          type="date"
          value={reply.day}
          onChange={(event) => event.currentTarget.value !== "" && refine({ day: event.currentTarget.value })}
        />
      </Field>
      {reply.day !== reply.today && (
        <button type="button" class="desk-button desk-screen-only" onClick={() => refine({ day: "" })}>
          {t("agreements.today")}
        </button>
      )}
      <a class="desk-button desk-screen-only" href={hashOf("exports", "", { ledger: "agreements" })}>
        {t("agreements.ledger")}
      </a>
    </div>
  );
}

/** The sources are Chinese: their words are quoted as they are. */
function Grounds({ reply }: { reply: Agreements }) {
  return (
    <details>
      <summary>{t("agreements.demands")}</summary>
      <ul>
        {reply.demands.map(({ rule, kind, quote }) => (
          <li key={rule}>{t("agreements.demand", { rule, kind: kindWords(reply, kind), quote })}</li>
        ))}
      </ul>
    </details>
  );
}

function Between({ reply }: { reply: Agreements }) {
  const [signs, setSigns] = useState<{ renews?: Agreement } | null>(null);
  const { kinds, services, today, place, name } = reply;
  const township = place.length === 9;
  return (
    <section class="desk-section" aria-labelledby="desk-between">
      <h2 id="desk-between">{t("between.title")}</h2>
      <p class="desk-faint">{t("between.lead")}</p>
      {reply.between.length === 0 && <p>{t("between.none")}</p>}
      <ul class="desk-agreements">
        {reply.between.map((agreement) => (
          <AgreementCard
            key={agreement.id}
            {...{ agreement, kinds, services, today }}
            {...(township && { renew: () => setSigns({ renews: agreement }) })}
          />
        ))}
      </ul>
      {township &&
        mayChange() &&
        (signs ? (
          <SignForm
            key={signs.renews?.id ?? ""}
            {...(signs.renews && { renews: signs.renews })}
            whose={{ township: place }}
            kinds={kinds.filter(({ person }) => !person)}
            first="medical"
            names={{ health_centre: name, institution: name }}
            leave={() => setSigns(null)}
            {...{ services, today }}
          />
        ) : (
          <p class="desk-buttons desk-screen-only">
            <button type="button" class="desk-button" onClick={() => setSigns({})}>
              {t("between.sign")}
            </button>
          </p>
        ))}
    </section>
  );
}
