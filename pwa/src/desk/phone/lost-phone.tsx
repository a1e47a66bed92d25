import { useAnswer, workerPath } from "../api";
import { dayText, momentText } from "../dates";
import { t, word } from "../i18n";
import { SignInLinkButton } from "../parts/sign-in-link";
import { Answered } from "../parts/state";
import { mayChange } from "../rights";
import { hashOf, type Query } from "../route";
import type { WorkerFile } from "../rows";
import { deviceWords } from "../workers/device-words";
import { EndPhone } from "../workers/end-phone";
import { BlankSheet } from "./blank-sheet";
import { Gaps } from "./gaps";
import { Sheets } from "./sheets";

type Phone = NonNullable<WorkerFile["phone"]>;

/** A lost phone, from one step to the next: end it, see what is known and what is not, a new code, and the paper. */
export function LostPhone({ user, query }: { user: string; query: Query }) {
  const answer = useAnswer(workerPath(user, query));
  return <Answered answer={answer}>{(file) => <File file={file} query={query} />}</Answered>;
}

function File({ file, query }: { file: WorkerFile; query: Query }) {
  const { worker, phone } = file;
  return (
    <article class="desk-file desk-lost">
      <div class="desk-screen-only">
        <div class="desk-title">
          <h1>{t(phone === null ? "paper.title" : "lost.title", { name: worker.name })}</h1>
          <span class="desk-faint">
            {word("role", worker.role)} · {worker.place_name}
          </span>
          <a class="desk-button" href={hashOf("workers")}>
            {t("lost.back")}
          </a>
        </div>
        {phone !== null && <End phone={phone} name={worker.name} />}
        {phone !== null && <Known phone={phone} others={file.other_phones} />}
        <Gaps file={file} />
        <NewCode file={file} />
        <FromPaper file={file} query={query} />
      </div>
      <BlankSheet file={file} />
    </article>
  );
}

function End({ phone, name }: { phone: Phone; name: string }) {
  return (
    <section class="desk-section" aria-labelledby="desk-lost-end">
      <h2 id="desk-lost-end">{t("lost.end")}</h2>
      <p>
        {deviceWords(phone.name) || t("lost.unnamed")}{" "}
        {phone.revoked_at === null ? (
          <EndPhone device={phone} of={name} />
        ) : (
          <strong class="desk-mark">{t("lost.ended", { moment: momentText(phone.revoked_at) })}</strong>
        )}
      </p>
      <p class="desk-faint">{t("lost.end_help")}</p>
    </section>
  );
}

function Known({ phone, others }: { phone: Phone; others: number }) {
  return (
    <section class="desk-section" aria-labelledby="desk-lost-known">
      <h2 id="desk-lost-known">{t("lost.known")}</h2>
      <dl class="desk-known">
        <dt>{t("lost.contact")}</dt>
        <dd>{phone.last_contact === null ? t("workers.never") : momentText(phone.last_contact)}</dd>
        <dt>{t("lost.through")}</dt>
        <dd>{phone.watermark === null ? t("lost.through_nothing") : momentText(phone.watermark)}</dd>
        <dt>{t("lost.unsent")}</dt>
        <dd>
          {phone.unsent_since === null
            ? t(phone.watermark === null ? "lost.unsent_unknown" : "lost.unsent_none")
            : t("lost.unsent_since", { moment: momentText(phone.unsent_since) })}
        </dd>
        {phone.condition !== null && (
          <>
            <dt>{t("lost.told")}</dt>
            <dd>{t("phones.unsent_numbers", { n: phone.condition.unsent, pictures: phone.condition.pictures })}</dd>
          </>
        )}
        <dt>{t("lost.records")}</dt>
        <dd>
          {t("lost.records_number", { n: phone.records })}
          {phone.last_record_at !== null && ` · ${t("lost.last_record", { moment: momentText(phone.last_record_at) })}`}
        </dd>
        <dt>{t("lost.parked")}</dt>
        <dd>
          {phone.parked === 0 ? (
            t("lost.parked_none")
          ) : (
            <a href={hashOf("parked")}>{t("lost.parked_number", { n: phone.parked })}</a>
          )}
        </dd>
        {others > 0 && (
          <>
            <dt>{t("lost.others")}</dt>
            <dd>{t("lost.others_number", { n: others })}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

function NewCode({ file: { worker } }: { file: WorkerFile }) {
  if (!mayChange()) return null;
  return (
    <section class="desk-section" aria-labelledby="desk-lost-code">
      <h2 id="desk-lost-code">{t("lost.code")}</h2>
      <p class="desk-faint">{t("lost.code_help")}</p>
      <SignInLinkButton user={worker.id} name={worker.name} />
    </section>
  );
}

function FromPaper({ file, query }: { file: WorkerFile; query: Query }) {
  const asked = { ...query, from: file.from, to: file.to };
  return (
    <section class="desk-section" aria-labelledby="desk-lost-paper">
      <h2 id="desk-lost-paper">{t("lost.paper")}</h2>
      <p class="desk-faint">{t("lost.paper_help")}</p>
      <p class="desk-bar">
        <button type="button" class="desk-button" onClick={() => print()}>
          {t("lost.print")}
        </button>
        <a class="desk-button" href={hashOf("plan", file.worker.id)}>
          {t("plan.open")}
        </a>
        {mayChange() && (
          <a class="desk-button desk-main-button" href={hashOf("paper", file.worker.id, asked)}>
            {t("lost.enter")}
          </a>
        )}
      </p>
      <Sheets sheets={file.sheets} />
      <p class="desk-faint">
        {t("lost.period", { from: dayText(file.from, file.today), to: dayText(file.to, file.today) })}
      </p>
    </section>
  );
}
