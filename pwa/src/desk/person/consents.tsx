import { useState } from "preact/hooks";
import { consentsPath, useAnswer } from "../api";
import { dayText, momentText } from "../dates";
import { language, t } from "../i18n";
import { Answered } from "../parts/state";
import { mayChange } from "../rights";
import type { Consent, PurposeLine, Consents as Told } from "../rows";
import { ConsentForm } from "./consent-form";

/** What the person was told about her data, and what she agreed to: purpose by purpose, with the words to be read to her. */
export function Consents({ id }: { id: string }) {
  const answer = useAnswer(consentsPath(id));
  return (
    <section class="desk-section" aria-labelledby="desk-consents">
      <h2 id="desk-consents">{t("consents.title")}</h2>
      <Answered answer={answer}>{(told) => <Page id={id} told={told} />}</Answered>
    </section>
  );
}

function Page({ id, told }: { id: string; told: Told }) {
  return (
    <>
      {told.minor !== null && <p class="desk-asked">{t(`consents.${told.minor}`)}</p>}
      <ul class="desk-purposes">
        {told.purposes.map((purpose) => (
          <Purpose key={purpose.id} purpose={purpose} today={told.today} />
        ))}
      </ul>
      {mayChange() && <Record id={id} told={told} />}
      <History told={told} />
    </>
  );
}

function Purpose({ purpose, today }: { purpose: PurposeLine; today: string }) {
  const { standing } = purpose;
  return (
    <li>
      <b>{purpose.title[language.value]}</b>
      <span class="desk-faint">{t(`basis.${purpose.basis}`)}</span>
      <span class={standing?.said === "refused" || standing?.said === "withdrawn" ? "desk-refused" : undefined}>
        {standing === null ? <em>{t("consents.unrecorded")}</em> : saidText(standing, today)}{" "}
        {purpose.is_outdated && <strong class="desk-mark">{t("consents.outdated")}</strong>}
      </span>
      <details>
        <summary>{t("consents.text")}</summary>
        <p>{purpose.text[language.value]}</p>
        <p class="desk-faint" lang="zh-CN">
          {purpose.law}
        </p>
      </details>
    </li>
  );
}

/** "agreed on 3 November, before the witness so-and-so (neighbour)" */
function saidText(said: Consent, today: string): string {
  const who =
    said.by === "self" ? "" : t(`said_by.${said.by}`, { name: said.name ?? "", relation: said.relation ?? "" });
  return [t(`said.${said.said}`), dayText(said.day, today), who].filter(Boolean).join(" · ");
}

function Record({ id, told }: { id: string; told: Told }) {
  const [open, setOpen] = useState(false);
  return (
    <div class="desk-screen-only">
      <button type="button" class="desk-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t("consents.record")}
      </button>
      {open && <ConsentForm id={id} told={told} close={() => setOpen(false)} />}
    </div>
  );
}

/** Nothing that was said is ever taken away: what was said later stands. */
function History({ told }: { told: Told }) {
  if (told.history.length === 0) return null;
  const titles = new Map(told.purposes.map(({ id, title }) => [id, title[language.value]]));
  return (
    <details>
      <summary>{t("consents.history", { n: told.history.length })}</summary>
      <ul>
        {told.history.map((said) => (
          <li key={said.id}>
            {titles.get(said.purpose) ?? said.purpose}: {saidText(said, told.today)}{" "}
            <span class="desk-faint">
              {t("consents.recorded", {
                name: said.recorded_by_name,
                when: momentText(said.recorded_at),
                n: said.text_version,
              })}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
