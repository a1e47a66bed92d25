import { useState } from "preact/hooks";
import { account } from "../../local/accounts";
import { uuid7 } from "../../local/uuid";
import { festivalsPath, raiseExtra, useAnswer } from "../api";
import { useDeed } from "../deeds";
import { language, t, word } from "../i18n";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import { addDays } from "../period";
import { Field } from "../person/fact-form";
import type { Festival, NewExtra } from "../rows";

const REASONS = ["cold", "heat", "festival", "other"] as const;
const ABILITIES = ["full", "semi", "self"] as const;
const ARRANGEMENTS = ["dispersed", "centralised"] as const;
/** The days before a festival on which people are visited. */
const BEFORE_FESTIVAL = 6;
const A_WEEK = 6;

const HERE = {
  wall: () => Date.now(),
  random: (bytes: Uint8Array) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
};

type Draft = Pick<NewExtra, "title" | "reason" | "valid_from" | "valid_to">;

/** Raises an extra duty for the place of the one who is signed in. A festival of the table fills in its days. */
export function ExtraForm({ place, today, close }: { place: string; today: string; close: () => void }) {
  const [id] = useState(() => uuid7(HERE));
  const [draft, setDraft] = useState<Draft>({
    title: "",
    reason: "cold",
    valid_from: today,
    valid_to: addDays(today, A_WEEK),
  });
  const deed = useDeed(close);
  const change = (some: Partial<Draft>) => setDraft({ ...draft, ...some });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const population = populationOf(new FormData(event.currentTarget as HTMLFormElement));
    void deed.run(() => raiseExtra({ ...draft, title: draft.title.trim(), id, place, population }));
  };
  return (
    <form class="desk-form desk-extra-form" onSubmit={submit} aria-label={t("extra.raise")}>
      <p>{t("extra.for_place", { place: account.value?.place_name ?? place })}</p>
      <Reason draft={draft} change={change} today={today} />
      <Days draft={draft} change={change} today={today} />
      <Whom />
      <DeedFailure deed={deed} />
      <p class="desk-form-end">
        <DeedButtons deed={deed} yes={t("extra.raise")} leave={close} />
      </p>
    </form>
  );
}

interface DraftProps {
  draft: Draft;
  change: (some: Partial<Draft>) => void;
  today: string;
}

function Reason({ draft, change, today }: DraftProps) {
  return (
    <>
      <Field label={t("extra.reason")}>
        <select
          value={draft.reason}
          onChange={(event) => change({ reason: event.currentTarget.value as Draft["reason"] })}
        >
          {REASONS.map((each) => (
            <option key={each} value={each}>
              {word("extra_reason", each)}
            </option>
          ))}
        </select>
      </Field>
      {draft.reason === "festival" && <Festivals change={change} today={today} />}
      <Field label={t("extra.name")}>
        <input
          type="text"
          required
          pattern=".*\S.*"
          maxLength={60}
          value={draft.title}
          onInput={(event) => change({ title: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}

/** The next festivals of the table; choosing one fills in its name and its days. */
function Festivals({ change, today }: Pick<DraftProps, "change" | "today">) {
  const festivals = useAnswer(festivalsPath()).value ?? [];
  const choose = (at: number) => {
    const festival = festivals[at];
    if (festival !== undefined) change(daysOfFestival(festival, today));
  };
  return (
    <Field label={t("extra.festival")}>
      <select value="" onChange={(event) => choose(Number(event.currentTarget.value))}>
        <option value="" disabled>
          {t("extra.choose_festival")}
        </option>
        {festivals.map((festival, at) => (
          <option key={festival.id + festival.day} value={at}>
            {`${nameOf(festival)} ${festival.day}`}
          </option>
        ))}
      </select>
    </Field>
  );
}

function daysOfFestival(festival: Festival, today: string): Partial<Draft> {
  const first = addDays(festival.day, -BEFORE_FESTIVAL);
  const title = t("extra.festival_title", { name: nameOf(festival) });
  return { title, valid_from: first < today ? today : first, valid_to: festival.day };
}

function nameOf(festival: Festival): string {
  return language.value === "en" ? festival.name_en : festival.name;
}

function Days({ draft, change, today }: DraftProps) {
  return (
    <>
      <Field label={t("extra.from")}>
        <input
          type="date"
          required
          min={today}
          value={draft.valid_from}
          onInput={(event) => change({ valid_from: event.currentTarget.value })}
        />
      </Field>
      <Field label={t("extra.to")}>
        <input
          type="date"
          required
          min={draft.valid_from}
          value={draft.valid_to}
          onInput={(event) => change({ valid_to: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}

/** People at home, of every ability, unless something else is ticked. Nothing ticked means everybody. */
function Whom() {
  return (
    <>
      <Ticks name="arrangements" legend={t("extra.arrangements")} values={ARRANGEMENTS} ticked={["dispersed"]} />
      <Ticks name="abilities" legend={t("extra.abilities")} values={ABILITIES} ticked={[]} />
      <Field label={t("extra.min_age")}>
        <input type="number" name="min_age" min="0" max="150" inputMode="numeric" />
      </Field>
    </>
  );
}

interface TicksProps {
  name: string;
  legend: string;
  values: readonly string[];
  ticked: readonly string[];
}

const WORDS: { [name: string]: string } = { arrangements: "arrangement", abilities: "level" };

function Ticks({ name, legend, values, ticked }: TicksProps) {
  return (
    <fieldset class="desk-ticks">
      <legend>{legend}</legend>
      {values.map((value) => (
        <label key={value}>
          <input type="checkbox" name={name} value={value} defaultChecked={ticked.includes(value)} />{" "}
          {word(WORDS[name] ?? name, value)}
        </label>
      ))}
    </fieldset>
  );
}

function populationOf(fields: FormData): NewExtra["population"] {
  const age = String(fields.get("min_age") ?? "");
  return {
    programmes: [],
    arrangements: fields.getAll("arrangements") as NewExtra["population"]["arrangements"],
    abilities: fields.getAll("abilities") as NewExtra["population"]["abilities"],
    min_age: age === "" ? null : Number(age),
  };
}
