import { useRef, useState } from "preact/hooks";
import { t as told } from "../../activities/i18n";
import { ACTIVITY_KINDS } from "../../activities/kinds";
import { useDeed } from "../deeds";
import { newId } from "../paper/entering";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import { Field } from "../person/fact-form";
import type { Activities, Activity, PlanWords } from "./calls";
import { t } from "./i18n";

interface PlanFormProps {
  organisers: Activities["organisers"];
  /** Whose it is; empty: the county's staff choose. */
  township: string;
  day: string;
  was?: Activity;
  yes: string;
  leave: () => void;
  work: (id: string, township: string, words: PlanWords) => Promise<unknown>;
}

/** What is planned, or is to be planned otherwise. */
export function PlanForm({ organisers, township, day, was, yes, leave, work }: PlanFormProps) {
  const id = useRef(newId());
  const [of, setOf] = useState(was?.township ?? township);
  const deed = useDeed(leave);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    void deed.run(() => work(id.current, of, wordsOf(fields, of)));
  };
  return (
    <form class="desk-form" onSubmit={submit}>
      {township === "" && !was && (
        <Field label={t("plan.township")}>
          <select value={of} required onChange={(event) => setOf(event.currentTarget.value)}>
            <option value="">{t("plan.choose")}</option>
            {organisers.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </Field>
      )}
      <Field label={t("plan.kind")}>
        <select name="kind" required defaultValue={was?.kind ?? "visits"}>
          {ACTIVITY_KINDS.map((kind) => (
            <option key={kind} value={kind} selected={kind === (was?.kind ?? "visits")}>
              {told(`kind.${kind}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t("plan.day")}>
        <input type="date" name="day" required defaultValue={was?.day ?? day} />
      </Field>
      <Field label={t("plan.time")}>
        <input type="time" name="time" required defaultValue={was?.time ?? "09:00"} />
      </Field>
      <Field label={t("plan.place")}>
        <input type="text" name="place" maxLength={60} defaultValue={was?.place ?? ""} />
      </Field>
      <Field label={t("plan.title")}>
        <input type="text" name="title" maxLength={60} defaultValue={was?.title ?? ""} />
      </Field>
      <Field label={t("plan.note")}>
        <input type="text" name="note" maxLength={500} defaultValue={was?.note ?? ""} />
      </Field>
      <details open={(was?.organisers.length ?? 0) > 1}>
        <summary>{t("plan.with")}</summary>
        {organisers
          .filter(({ code }) => code !== of)
          .map(({ code, name }) => (
            <label class="desk-tick" key={code}>
              <input
                type="checkbox"
                name="organisers"
                value={code}
                defaultChecked={was?.organisers.includes(code ?? "")}
              />
              <span>{name}</span>
            </label>
          ))}
      </details>
      <DeedFailure deed={deed} />
      <p class="desk-form-end">
        <DeedButtons deed={deed} yes={yes} leave={leave} />
      </p>
    </form>
  );
}

function wordsOf(fields: FormData, own: string): PlanWords {
  const said = (name: string) => String(fields.get(name) ?? "").trim();
  return {
    kind: said("kind") as PlanWords["kind"],
    day: said("day"),
    time: said("time").slice(0, 5),
    place: said("place"),
    title: said("title"),
    note: said("note") || null,
    organisers: fields
      .getAll("organisers")
      .map(String)
      .filter((code) => code !== own),
  };
}
