import { useState } from "preact/hooks";
import { peoplePath, useAnswer, villagesPath } from "../api";
import { useDeed } from "../deeds";
import { t } from "../i18n";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import { Answered, Empty } from "../parts/state";
import { chooseNone, chosen, chosenAmong } from "../people/chosen";
import { Field } from "../person/fact-form";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import type { Village } from "../rows";
import { addVillage, renameVillage, settle } from "./settling";

/** The villages of a township: how they are called, and who belongs to another one than was written. */
export function Villages({ township }: { township: string }) {
  const answer = useAnswer(villagesPath(township));
  return (
    <>
      <div class="desk-title">
        <h1>{t("villages.title")}</h1>
        <a class="desk-button" href={hashOf("people", township)}>
          {t("person.back_plain")}
        </a>
      </div>
      <p class="desk-faint">{t("villages.lead")}</p>
      <Answered answer={answer}>
        {(villages) => (
          <>
            {mayChange() && chosen.value.size > 0 && <Move township={township} villages={villages} />}
            <List villages={villages} township={township} />
          </>
        )}
      </Answered>
      {mayChange() && <Add township={township} />}
    </>
  );
}

/** Those who are chosen in the table. */
function Move({ township, villages }: { township: string; villages: Village[] }) {
  const deed = useDeed(chooseNone);
  const people = chosenAmong(useAnswer(peoplePath(township, {})).value?.rows ?? [], chosen.value);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget as HTMLFormElement).get("village"));
    const ids = people.map(({ id }) => id);
    void deed.run(() => settle(code, ids));
  };
  if (people.length === 0) return null;
  return (
    <section class="desk-section" aria-labelledby="desk-villages-move">
      <h2 id="desk-villages-move">
        {t("villages.move")} <small>{t("number.people", { n: people.length })}</small>
      </h2>
      <p>{people.map(({ name }) => name).join(t("list.between"))}</p>
      <form class="desk-form" onSubmit={submit}>
        <Field label={t("villages.to")}>
          <select name="village" required>
            <option value="">{t("show.choose")}</option>
            {villages.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </Field>
        <DeedButtons deed={deed} yes={t("villages.move_yes")} leave={chooseNone} />
      </form>
      <DeedFailure deed={deed} />
    </section>
  );
}

function List({ villages, township }: { villages: Village[]; township: string }) {
  if (villages.length === 0) return <Empty what={t("villages.none")} first={t("villages.none_first")} />;
  return (
    <section class="desk-section" aria-label={t("villages.title")}>
      <ul class="desk-lines">
        {villages.map((village) => (
          <Line key={village.code} village={village} township={township} />
        ))}
      </ul>
    </section>
  );
}

function Line({ village, township }: { village: Village; township: string }) {
  const [renaming, setRenaming] = useState(false);
  const { code, name, people } = village;
  return (
    <li>
      <a href={hashOf("people", township, { village: code })}>
        <b>{name}</b>
      </a>
      <span class="desk-faint">{t("number.people", { n: people })}</span>
      {renaming && <Rename village={village} close={() => setRenaming(false)} />}
      {!renaming && mayChange() && (
        <button type="button" class="desk-button desk-screen-only" onClick={() => setRenaming(true)}>
          {t("villages.rename")}
          <span class="desk-aside">{name}</span>
        </button>
      )}
    </li>
  );
}

function Rename({ village, close }: { village: Village; close: () => void }) {
  const deed = useDeed(close);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget as HTMLFormElement).get("name")).trim();
    void deed.run(() => renameVillage(village, name));
  };
  return (
    <form class="desk-form" onSubmit={submit}>
      <Field label={t("villages.new_name")}>
        <input type="text" name="name" required pattern=".*\S.*" maxLength={40} defaultValue={village.name} />
      </Field>
      <DeedButtons deed={deed} yes={t("villages.rename")} leave={close} />
      <DeedFailure deed={deed} />
    </form>
  );
}

function Add({ township }: { township: string }) {
  const deed = useDeed();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const name = String(new FormData(form).get("name")).trim();
    void deed.run(async () => {
      await addVillage(township, name);
      form.reset();
    });
  };
  return (
    <section class="desk-section desk-screen-only" aria-labelledby="desk-villages-add">
      <h2 id="desk-villages-add">{t("villages.add")}</h2>
      <form class="desk-form" onSubmit={submit}>
        <Field label={t("villages.new_name")}>
          <input type="text" name="name" required pattern=".*\S.*" maxLength={40} />
        </Field>
        <button type="submit" class="desk-button desk-main-button" disabled={deed.busy}>
          {t("villages.add")}
        </button>
      </form>
      <DeedFailure deed={deed} />
    </section>
  );
}
