import { useState } from "preact/hooks";
import { call } from "../../api/client";
import { isoOf } from "../../duties/days";
import { today } from "../../ui/today";
import { peoplePath, useAnswer } from "../api";
import { useDeed } from "../deeds";
import { t } from "../i18n";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import { OnADay } from "../parts/on-a-day";
import { Field } from "../person/fact-form";
import type { HouseholdFile, HouseholdRow } from "../rows";

const at = (home: string, what: string) => `/api/register/households/${encodeURIComponent(home)}/${what}`;

/** She lives alone from a day on. */
export function MoveOut({ home, person, name, since }: { home: string; person: string; name: string; since: string }) {
  return (
    <OnADay
      button={t("household.move_out")}
      name={name}
      label={t("teams.from")}
      least={since}
      most={isoOf(today.value)}
      work={(day) => call("POST", at(home, "move-out"), { person, since: day })}
    />
  );
}

/** Who else of the township lives here, and where the household stands. */
export function Editing({ file }: { file: HouseholdFile }) {
  const [editing, edit] = useState(false);
  if (!editing)
    return (
      <p class="desk-bar desk-screen-only">
        <button type="button" class="desk-button" onClick={() => edit(true)}>
          {t("household.edit")}
        </button>
      </p>
    );
  return (
    <section class="desk-section desk-screen-only" aria-label={t("household.edit")}>
      <MoveIn file={file} />
      <Change home={file.household} close={() => edit(false)} />
    </section>
  );
}

const livingIn = (home: HouseholdRow) => home.members.filter(({ valid_to }) => valid_to === null);

function MoveIn({ file: { household, township } }: { file: HouseholdFile }) {
  const deed = useDeed();
  const there = new Set(livingIn(household).map(({ person }) => person));
  const others = (useAnswer(peoplePath(township, {})).value?.rows ?? []).filter(({ id }) => !there.has(id));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    const moved = { person: fields.get("person"), since: fields.get("since") };
    void deed.run(() => call("POST", at(household.id, "move-in"), moved).then(() => form.reset()));
  };
  return (
    <form class="desk-form" onSubmit={submit} aria-label={t("household.move_in")}>
      <Field label={t("household.move_in")}>
        <select name="person" required>
          <option value="">{t("show.choose")}</option>
          {others.map(({ id, name, village_name }) => (
            <option key={id} value={id}>
              {name} · {village_name}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t("teams.from")}>
        <input type="date" name="since" required max={isoOf(today.value)} defaultValue={isoOf(today.value)} />
      </Field>
      <button type="submit" class="desk-button" disabled={deed.busy}>
        {t("household.move_in_yes")}
      </button>
      <DeedFailure deed={deed} />
    </form>
  );
}

function Change({ home, close }: { home: HouseholdRow; close: () => void }) {
  const deed = useDeed(close);
  const living = livingIn(home);
  const head = living.find(({ name }) => name === home.head);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const said = (name: string) => String(fields.get(name) ?? "").trim();
    const changed = { address: said("address"), group_name: said("group"), head: said("head") || null };
    void deed.run(() => call("POST", at(home.id, "change"), { ...changed, head_name: said("head_name") }));
  };
  return (
    <form class="desk-form" onSubmit={submit} aria-label={t("household.edit")}>
      <Field label={t("households.place")}>
        <input type="text" name="address" maxLength={200} defaultValue={home.address} />
      </Field>
      <Field label={t("household.group")}>
        <input type="text" name="group" maxLength={40} defaultValue={home.group_name} />
      </Field>
      <Field label={t("households.head")}>
        <select name="head" defaultValue={head?.person ?? ""}>
          {living.map(({ person, name }) => (
            <option key={person} value={person} selected={person === head?.person}>
              {name}
            </option>
          ))}
          <option value="" selected={head === undefined}>
            {t("household.head_other")}
          </option>
        </select>
      </Field>
      <Field label={t("household.head_name")}>
        <input type="text" name="head_name" maxLength={40} defaultValue={head ? "" : home.head} />
      </Field>
      <DeedButtons deed={deed} yes={t("household.save")} leave={close} />
      <DeedFailure deed={deed} />
    </form>
  );
}
