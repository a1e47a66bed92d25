import { useState } from "preact/hooks";
import { recordConsent } from "../api";
import { useDeed } from "../deeds";
import { language, t } from "../i18n";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import type { Consents, NewConsent, PurposeLine } from "../rows";
import { Field } from "./fact-form";

type Said = NewConsent["said"];
type SaidBy = NewConsent["by"];

const SAID: Said[] = ["told", "given", "refused", "withdrawn"];
const BY: SaidBy[] = ["self", "witness", "guardian"];

interface ConsentFormProps {
  id: string;
  told: Consents;
  close: () => void;
}

/** One statement about several purposes. Only those are offered about which just this can be said. */
export function ConsentForm({ id, told, close }: ConsentFormProps) {
  const [said, setSaid] = useState<Said>(SAID.find((each) => about(told, each).length > 0) ?? "given");
  const [by, setBy] = useState<SaidBy>(told.minor === "under_14" ? "guardian" : "self");
  const [nothingChosen, setNothingChosen] = useState(false);
  const deed = useDeed(close);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    setNothingChosen(fields.getAll("purpose").length === 0);
    if (fields.getAll("purpose").length > 0) void deed.run(() => recordConsent(id, consentOf(said, by, fields)));
  };
  return (
    <form class="desk-form desk-consent" onSubmit={submit} aria-label={t("consents.record")}>
      <Choice
        name="said"
        value={said}
        values={SAID}
        possible={(each) => about(told, each).length > 0}
        choose={setSaid}
        label={(each) => t(`said.${each}`)}
      />
      <Purposes key={said} purposes={about(told, said)} said={said} />
      <Choice
        name="by"
        value={by}
        values={BY}
        possible={(each) => each === "guardian" || told.minor !== "under_14"}
        choose={setBy}
        label={(each) => t(`consents.by_${each}`)}
      />
      {by !== "self" && <Other by={by} />}
      <Field label={t("consents.day")}>
        <input type="date" name="day" required max={told.today} defaultValue={told.today} />
      </Field>
      {nothingChosen && <p role="alert">{t("consents.nothing_chosen")}</p>}
      <DeedFailure deed={deed} />
      <p class="desk-form-end">
        <DeedButtons deed={deed} yes={t("consents.save")} leave={close} />
      </p>
    </form>
  );
}

/** About which purposes this can be said: a duty of the law is told, consent given or refused, and what was given withdrawn. */
function about(told: Consents, said: Said): PurposeLine[] {
  return told.purposes.filter(({ basis, standing }) => {
    if (said === "told") return basis === "statutory_duty";
    return said === "withdrawn" ? standing?.said === "given" : basis === "consent";
  });
}

function consentOf(said: Said, by: SaidBy, fields: FormData): NewConsent {
  const text = (name: string) => String(fields.get(name) ?? "").trim();
  const purposes = fields.getAll("purpose").map(String);
  return { purposes, said, by, name: text("name"), relation: text("relation"), day: text("day") };
}

interface ChoiceProps<T extends string> {
  name: "said" | "by";
  value: T;
  values: T[];
  possible: (value: T) => boolean;
  choose: (value: T) => void;
  label: (value: T) => string;
}

function Choice<T extends string>({ name, value, values, possible, choose, label }: ChoiceProps<T>) {
  return (
    <fieldset>
      <legend>{t(name === "said" ? "consents.what" : "consents.who")}</legend>
      {values.filter(possible).map((each) => (
        <label key={each} class="desk-tick">
          <input type="radio" name={name} checked={each === value} onChange={() => choose(each)} />
          <span>{label(each)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** What the law asks to be told is told at once; what she may refuse is asked one by one, so nothing is ticked for her. */
function Purposes({ purposes, said }: { purposes: PurposeLine[]; said: Said }) {
  return (
    <fieldset>
      <legend>{t("consents.about")}</legend>
      {purposes.map(({ id, title, standing, is_outdated }) => (
        <label key={id} class="desk-tick">
          <input
            type="checkbox"
            name="purpose"
            value={id}
            defaultChecked={said === "told" && (standing === null || is_outdated)}
          />
          <span>{title[language.value]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Other({ by }: { by: "guardian" | "witness" }) {
  return (
    <>
      <Field label={t(`consents.name_${by}`)}>
        <input type="text" name="name" required pattern=".*\S.*" maxLength={60} autocomplete="off" />
      </Field>
      <Field label={t("consents.relation")}>
        <input type="text" name="relation" required pattern=".*\S.*" maxLength={40} autocomplete="off" />
      </Field>
    </>
  );
}
