import { useRef } from "preact/hooks";
import { language, t } from "../i18n";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import type { RosterReply } from "../rows";
import { AddPerson } from "./add-person";
import { Imports } from "./imports";
import { Preview } from "./preview";
import { takeIn } from "./taking-in";
import { useTakingIn } from "./use-taking-in";

const SUMS = ["rows", "added", "changed", "conflicts", "refused"] as const;

/** A township's roster is taken in: choose the file, look at what would happen, confirm; and the way back. */
export function Rosters({ township }: { township: string }) {
  return (
    <>
      <div class="desk-title">
        <h1>{t("roster.title")}</h1>
        <a class="desk-button" href={hashOf("people", township)}>
          {t("person.back_plain")}
        </a>
        <a class="desk-button" href={hashOf("twins", township)}>
          {t("twins.title")}
        </a>
        <a class="desk-button" href={hashOf("villages", township)}>
          {t("villages.title")}
        </a>
      </div>
      {mayChange() && <TakeIn township={township} />}
      {mayChange() && <AddPerson township={township} />}
      <Imports township={township} />
    </>
  );
}

function TakeIn({ township }: { township: string }) {
  const name = useRef<HTMLInputElement>(null);
  const { file, told, refusal, busy, choose, ask } = useTakingIn<RosterReply>((what, seen) =>
    takeIn(township, name.current?.value.trim() ?? "", what, seen),
  );
  return (
    <section class="desk-section desk-screen-only" aria-labelledby="desk-roster-file">
      <h2 id="desk-roster-file">{t("roster.choose")}</h2>
      <p class="desk-faint">{t("roster.help")}</p>
      <label class="desk-form-field">
        <span>{t("roster.file")}</span>
        <input
          type="file"
          accept=".xlsx,.xls,.et,.csv"
          onChange={(event) => void choose(event.currentTarget.files?.[0])}
        />
      </label>
      {refusal?.code === "township_unknown" && (
        <label class="desk-form-field">
          <span>{t("roster.township_name")}</span>
          <input ref={name} type="text" maxLength={40} />
        </label>
      )}
      <p role="status">{busy && t("roster.reading")}</p>
      {refusal && (
        <p role="alert" class="desk-refusal">
          {refusal.words}
        </p>
      )}
      {refusal && file && (
        <button type="button" class="desk-button" disabled={busy} onClick={() => void ask(file, null)}>
          {t("roster.look_again")}
        </button>
      )}
      {told && (
        <Preview
          told={told}
          language={language.value}
          sums={SUMS.map((sum) => ({ sum, name: t(`roster.${sum}`), n: told[sum] }))}
        />
      )}
      {told && file && told.id === null && <Confirm told={told} busy={busy} confirm={() => void ask(file, told)} />}
    </section>
  );
}

function Confirm({ told, busy, confirm }: { told: RosterReply; busy: boolean; confirm: () => void }) {
  if (told.added + told.changed + told.conflicts === 0) return <p>{t("roster.nothing_new")}</p>;
  return (
    <p>
      <button type="button" class="desk-button desk-main-button" disabled={busy} onClick={confirm}>
        {t("roster.confirm", { added: told.added, changed: told.changed })}
      </button>{" "}
      <span class="desk-faint">{t("roster.undo_later")}</span>
    </p>
  );
}
