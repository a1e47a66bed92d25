import { useState } from "preact/hooks";
import { useAnswer } from "../api";
import { dayText } from "../dates";
import { Answered } from "../parts/state";
import { mayChange } from "../rights";
import { AgreementCard } from "./agreement";
import { type Agreement, type AgreementFile, agreementFilePath, type Standing } from "./calls";
import { t } from "./i18n";
import { type Names, SignForm } from "./sign-form";
import { kindWords } from "./words";

/** The agreements of somebody in care, as a section of her page. */
export default function Hers({ id }: { id: string }) {
  return (
    <section class="desk-section" aria-labelledby="desk-agreements">
      <h2 id="desk-agreements">{t("hers.title")}</h2>
      <HersOf id={id} />
    </section>
  );
}

/** The same without a heading of its own. */
export function HersOf({ id }: { id: string }) {
  const answer = useAnswer(agreementFilePath(id));
  return <Answered answer={answer}>{(file) => <Shown file={file} />}</Answered>;
}

function Shown({ file }: { file: AgreementFile }) {
  const [signs, setSigns] = useState<{ renews?: Agreement } | null>(null);
  const { kinds, services, today } = file;
  const isNow = ({ state }: Agreement) => state === "holds" || state === "not_begun";
  const now = file.agreements.filter(isNow);
  const older = file.agreements.filter((each) => !isNow(each));
  const card = (agreement: Agreement) => (
    <AgreementCard
      key={agreement.id}
      {...{ agreement, kinds, services, today }}
      renew={() => setSigns({ renews: agreement })}
    />
  );
  const lacking = file.standing.find(({ coverage }) => coverage !== "covered") ?? file.standing[0];
  return (
    <>
      {file.standing.map((standing) => (
        <p key={standing.wanted}>
          {t("hers.wanted", { kind: kindWords({ kinds }, standing.wanted) })} <StandingWords {...{ standing, today }} />
        </p>
      ))}
      {file.agreements.length === 0 && <p class="desk-faint">{t("hers.none")}</p>}
      <ul class="desk-agreements">{now.map(card)}</ul>
      {older.length > 0 && (
        <details>
          <summary>{t("hers.older", { n: older.length })}</summary>
          <ul class="desk-agreements">{older.map(card)}</ul>
        </details>
      )}
      {signs ? (
        <SignForm
          key={signs.renews?.id ?? ""}
          whose={{ person: file.person }}
          kinds={kinds.filter(({ person }) => person)}
          first={lacking?.wanted}
          names={namesOf(file)}
          leave={() => setSigns(null)}
          {...{ services, today }}
          {...(signs.renews && { renews: signs.renews })}
        />
      ) : (
        mayChange() && (
          <p class="desk-buttons desk-screen-only">
            <button type="button" class="desk-button desk-main-button" onClick={() => setSigns({})}>
              {t("hers.sign")}
            </button>
          </p>
        )
      )}
    </>
  );
}

function namesOf(file: AgreementFile): Names {
  return {
    person: file.person_name,
    township: file.township_name,
    village: file.village_name,
    ...(file.carer_name !== null && { carer: file.carer_name }),
  };
}

/** Where somebody stands, and why it does not fit. */
export function StandingWords({ standing, today }: { standing: Standing; today: string }) {
  const { coverage, misfit, through, days_left } = standing;
  const isWell = coverage === "covered" && misfit === null;
  return (
    <>
      {isWell ? (
        <span>{t("coverage.covered")}</span>
      ) : (
        <strong class="desk-mark">{misfit === null ? t(`coverage.${coverage}`) : t(`misfit.${misfit}`)}</strong>
      )}{" "}
      {coverage === "covered" && days_left !== null && <span>{t("days.left", { n: days_left })}</span>}
      {coverage === "lapsed" && through !== null && <span>{t("days.ended", { day: dayText(through, today) })}</span>}
    </>
  );
}
