import { useState } from "preact/hooks";
import { account } from "../../local/accounts";
import { useAnswer } from "../api";
import { momentText, monthText } from "../dates";
import { useDeed } from "../deeds";
import { t } from "../i18n";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import { Answered } from "../parts/state";
import { Field } from "../person/fact-form";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import {
  closeMonth,
  type Month,
  monthPath,
  reopenMonth,
  signMonth,
  type Unreported as UnreportedLine,
  type Version,
} from "./calls";
import { pathOf, State } from "./closing";
import { Differences } from "./differences";
import { NUMBERS } from "./report";
import { Rows } from "./rows";

/** A month opened: as it would be closed now, for whom it waits, and what was closed. */
export function MonthFile({ township, month }: { township: string; month: string }) {
  const answer = useAnswer(monthPath(township, month));
  return <Answered answer={answer}>{(file) => <File file={file} />}</Answered>;
}

function File({ file }: { file: Month }) {
  const { line, versions } = file;
  const newest = versions.at(-1);
  return (
    <article class="desk-file">
      <div class="desk-title">
        <h1>{t("closing.of", { name: line.name, month: monthText(line.month.slice(0, 7)) })}</h1>
        <State line={line} today={file.today} />
        <a class="desk-button desk-screen-only" href={hashOf("closing")}>
          {t("closing.all")}
        </a>
      </div>
      <Sums file={file} newest={newest} />
      {mayChange() && <Deeds file={file} newest={newest} />}
      <Unreported lines={file.unreported} />
      {newest && (
        <section class="desk-section" aria-labelledby="closing-differences">
          <h2 id="closing-differences">{t("closing.since", { n: newest.number })}</h2>
          <Differences differences={file.differences} month={line.month} />
        </section>
      )}
      <section class="desk-section" aria-labelledby="closing-rows">
        <h2 id="closing-rows">{t("closing.rows")}</h2>
        <Rows rows={file.rows} month={line.month} />
      </section>
      <Versions file={file} />
    </article>
  );
}

function Sums({ file, newest }: { file: Month; newest: Version | undefined }) {
  return (
    <dl class="desk-closing-sums">
      {NUMBERS.map((name) => (
        <div key={name}>
          <dt>{t(`number.${name}`)}</dt>
          <dd>
            {file.sums[name]}
            {newest && newest.sums[name] !== file.sums[name] && (
              <span class="desk-faint"> {t("closing.was", { n: newest.sums[name] })}</span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Deeds({ file, newest }: { file: Month; newest: Version | undefined }) {
  const { line } = file;
  const [asking, setAsking] = useState<"close" | "sign" | "reopen">();
  const ofCounty = account.value?.role !== "clerk";
  const mayClose = line.state === "to_close" || line.state === "reopened";
  if (asking) return <Asked what={asking} file={file} newest={newest} leave={() => setAsking(undefined)} />;
  return (
    <p class="desk-buttons desk-screen-only">
      {mayClose && (
        <button type="button" class="desk-button desk-main-button" onClick={() => setAsking("close")}>
          {t("closing.close")}
        </button>
      )}
      {ofCounty && line.state === "closed" && (
        <button type="button" class="desk-button desk-main-button" onClick={() => setAsking("sign")}>
          {t("closing.sign")}
        </button>
      )}
      {ofCounty && (line.state === "closed" || line.state === "signed") && (
        <button type="button" class="desk-button" onClick={() => setAsking("reopen")}>
          {t("closing.reopen")}
        </button>
      )}
      {!ofCounty && (line.state === "closed" || line.state === "signed") && (
        <span class="desk-faint">{t("closing.ask_county")}</span>
      )}
      {line.state === "running" && <span class="desk-faint">{t("closing.not_over")}</span>}
    </p>
  );
}

interface AskedProps {
  what: "close" | "sign" | "reopen";
  file: Month;
  newest: Version | undefined;
  leave: () => void;
}

/** Each is asked twice, with what it means; opening again wants a reason. */
function Asked({ what, file, newest, leave }: AskedProps) {
  const deed = useDeed(leave);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget as HTMLFormElement).get("reason") ?? "").trim();
    void deed.run(() => {
      if (what === "reopen") return reopenMonth(file.line, reason);
      return what === "sign" && newest ? signMonth(file.line, newest) : closeMonth(file.line);
    });
  };
  return (
    <form class="desk-form" onSubmit={submit} aria-label={t(`closing.${what}`)}>
      <p>
        {what === "close" && file.sums.unreported > 0
          ? t("closing.close_unreported", { n: file.sums.unreported })
          : t(`closing.${what}_sure`, { n: newest?.number ?? 0 })}
      </p>
      {what === "reopen" && (
        <Field label={t("closing.reason")}>
          <textarea name="reason" rows={2} required minLength={2} maxLength={500} />
        </Field>
      )}
      <p class="desk-form-end">
        <DeedButtons deed={deed} yes={t(`closing.${what}`)} leave={leave} />
      </p>
      <DeedFailure deed={deed} />
    </form>
  );
}

/** For whose phones the month still waits: it may be closed all the same, and tells so. */
function Unreported({ lines }: { lines: UnreportedLine[] }) {
  if (lines.length === 0) return null;
  return (
    <section class="desk-section" aria-labelledby="closing-unreported">
      <h2 id="closing-unreported">{t("closing.unreported")}</h2>
      <ul class="desk-list">
        {lines.map((line) => (
          <li key={line.user}>
            <a href={hashOf("paper", line.user)}>{line.name}</a>{" "}
            {t("closing.waits_for", { people: line.people, units: line.units })}{" "}
            <span class="desk-faint">
              {line.reported_through
                ? t("closing.reported_through", { day: line.reported_through })
                : t("closing.never_reported")}
            </span>
          </li>
        ))}
      </ul>
      <p class="desk-faint">{t("closing.unreported_note")}</p>
    </section>
  );
}

function Versions({ file }: { file: Month }) {
  if (file.versions.length === 0) return null;
  return (
    <section class="desk-section" aria-labelledby="closing-versions">
      <h2 id="closing-versions">{t("closing.versions")}</h2>
      <ul class="desk-list">
        {file.versions.map((version) => (
          <li key={version.number}>
            <a href={pathOf(file.line, { version: String(version.number) })}>
              {t("closing.number", { n: version.number })}
            </a>{" "}
            {momentText(version.closed_at)} {version.closed_by_name ?? t("closing.by_itself")}{" "}
            {version.reason && t("closing.because", { reason: version.reason })}{" "}
            {version.signed_at && (
              <strong class="desk-mark">
                {t("closing.signed_by", { name: version.signed_by_name ?? "", at: momentText(version.signed_at) })}
              </strong>
            )}
          </li>
        ))}
        {file.reopenings.map((each) => (
          <li key={each.at}>
            {t("closing.reopened", { n: each.number, name: each.by_name, at: momentText(each.at) })}{" "}
            {t("closing.because", { reason: each.reason })}
          </li>
        ))}
        {file.changes.map((each) => (
          <li key={each.at + each.what}>
            {t("closing.changed", { name: each.by_name ?? "", at: momentText(each.at), day: each.first })}{" "}
            {t("closing.because", { reason: each.reason })}
          </li>
        ))}
      </ul>
    </section>
  );
}
