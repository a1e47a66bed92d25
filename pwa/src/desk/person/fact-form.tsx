import { useState } from "preact/hooks";
import { enterFact, type NewFact } from "../api";
import { useDeed } from "../deeds";
import { t, word } from "../i18n";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import type { PersonFile } from "../rows";
import type { Entry } from "./situation";

interface FactFormProps {
  file: PersonFile;
  entry: Entry;
  close: () => void;
}

/** One fact to be entered: what, from when, until when, and how the office knows. */
export function FactForm({ file, entry, close }: FactFormProps) {
  const [value, setValue] = useState(entry.values[0] ?? null);
  const deed = useDeed(close);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    void deed.run(() => enterFact(file.person.id, factOf(entry, value, fields)));
  };
  return (
    <form class="desk-form" onSubmit={submit} aria-label={t(entry.name)}>
      {entry.values.length > 1 && <Values entry={entry} value={value} choose={setValue} />}
      <Field label={t(entry.kind === "death" ? "situation.died_on" : "situation.from")}>
        <input type="date" name="valid_from" required defaultValue={file.today} />
      </Field>
      {entry.kind !== "death" && (
        <Field label={t("situation.to")}>
          <input type="date" name="valid_to" />
        </Field>
      )}
      <Field label={t("situation.reason")}>
        <input type="text" name="reason" maxLength={500} />
      </Field>
      <DeedFailure deed={deed} />
      <p class="desk-form-end">
        <DeedButtons deed={deed} yes={t("situation.enter")} leave={close} />
      </p>
    </form>
  );
}

interface ValuesProps {
  entry: Entry;
  value: string | null;
  choose: (value: string) => void;
}

function Values({ entry, value, choose }: ValuesProps) {
  return (
    <Field label={t("situation.value")}>
      <select name="value" value={value ?? ""} onChange={(event) => choose(event.currentTarget.value)}>
        {entry.values.map((each) => (
          <option key={each} value={each}>
            {word(entry.words, each)}
          </option>
        ))}
      </select>
    </Field>
  );
}

export function Field({ label, children }: { label: string; children: preact.ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label class="desk-form-field">
      <span>{label}</span>
      {children}
    </label>
  );
}

function factOf(entry: Entry, value: string | null, fields: FormData): NewFact {
  const said = (name: string) => String(fields.get(name) ?? "").trim() || null;
  return {
    kind: entry.kind,
    value,
    valid_from: said("valid_from") ?? "",
    valid_to: said("valid_to"),
    reason: said("reason"),
  };
}
