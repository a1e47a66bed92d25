import { useState } from "preact/hooks";
import { peoplePath, useAnswer } from "../api";
import { changes } from "../deeds";
import { language, t } from "../i18n";
import { text } from "../people/memory";
import { Field as Labelled } from "../person/fact-form";
import { hashOf } from "../route";
import type { RosterReply } from "../rows";
import { FIELDS, type Field, rosterOf, type Said } from "./one-person";
import { refusalOf, takeIn } from "./taking-in";

/** The words that a roster would have; the person's page says them in the reader's language. */
const CHOICES: { [field in Field]?: string[] } = {
  救助类别: ["特困", "低保", "低收入"],
  供养方式: ["分散供养", "集中供养"],
  自理能力: ["全自理", "半失能", "全失能"],
};
const NEEDED: ReadonlySet<Field> = new Set(["姓名", "身份证号", "村", "救助类别", "供养方式", "自理能力"]);
const VILLAGES = "desk-villages-known";

/** Somebody new, entered by hand: checked like a row of a roster, and taken in at once where nothing is wrong. */
export function AddPerson({ township }: { township: string }) {
  const [told, setTold] = useState<RosterReply>();
  const [refusal, setRefusal] = useState<string>();
  const [added, setAdded] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    const said: Said = Object.fromEntries(FIELDS.map((field) => [field, String(fields.get(field) ?? "").trim()]));
    setBusy(true);
    setRefusal(undefined);
    setAdded(undefined);
    try {
      const seen = await takeIn(township, "", rosterOf(said), null);
      setTold(seen);
      if (seen.refused === 0 && seen.added === 1) {
        await takeIn(township, "", rosterOf(said), seen);
        setAdded(said.姓名 ?? "");
        form.reset();
        changes.value++;
      }
    } catch (thrown) {
      setTold(undefined);
      setRefusal(refusalOf(thrown).words);
    }
    setBusy(false);
  };
  return (
    <section class="desk-section desk-screen-only" aria-labelledby="desk-add-person">
      <h2 id="desk-add-person">{t("add.title")}</h2>
      <form class="desk-form desk-add-person" onSubmit={(event) => void submit(event)}>
        {FIELDS.map((field) => (
          <Asked key={field} field={field} told={told} />
        ))}
        <Villages township={township} />
        <p class="desk-form-end">
          <button type="submit" class="desk-button desk-main-button" disabled={busy}>
            {t("add.enter")}
          </button>
        </p>
      </form>
      {refusal && <p role="alert">{refusal}</p>}
      {told && told.refused === 0 && told.added === 0 && <p role="alert">{t("add.known_already")}</p>}
      <p role="status">
        {added && (
          <>
            {t("add.added", { name: added })}{" "}
            <a href={hashOf("people", township)} onClick={() => lookFor(added)}>
              {t("add.look")}
            </a>
          </>
        )}
      </p>
    </section>
  );
}

function lookFor(name: string): void {
  text.value = name;
}

/** A field, and what is wrong with what was written into it. */
function Asked({ field, told }: { field: Field; told: RosterReply | undefined }) {
  const wrong = told?.refusals.filter(({ column }) => column === field) ?? [];
  const choices = CHOICES[field];
  const needed = NEEDED.has(field);
  return (
    <Labelled label={needed ? t(`add.${field}`) : t("add.optional", { what: t(`add.${field}`) })}>
      {choices === undefined ? (
        <input
          type="text"
          name={field}
          required={needed}
          maxLength={120}
          autocomplete="off"
          aria-invalid={wrong.length > 0}
          {...(field === "村" && { list: VILLAGES })}
        />
      ) : (
        <select name={field} required={needed} aria-invalid={wrong.length > 0}>
          <option value="">{t("show.choose")}</option>
          {choices.map((each) => (
            <option key={each} value={each}>
              {t(`add.${each}` as "add.特困")}
            </option>
          ))}
        </select>
      )}
      {wrong.map((line) => (
        <strong key={line.reason} role="alert" class="desk-refusal">
          {language.value === "zh" ? line.reason : line.reason_en}
        </strong>
      ))}
    </Labelled>
  );
}

/** A village that is written otherwise would be a new one: the known ones are offered. */
function Villages({ township }: { township: string }) {
  const { value } = useAnswer(peoplePath(township, {}));
  const names = [...new Set((value?.rows ?? []).map(({ village_name }) => village_name))].filter(Boolean);
  return (
    <datalist id={VILLAGES}>
      {names.map((name) => (
        <option key={name} value={name} />
      ))}
    </datalist>
  );
}
