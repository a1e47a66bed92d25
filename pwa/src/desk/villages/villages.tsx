import { useState } from "preact/hooks";
import { peoplePath, useAnswer, villagesPath } from "../api";
import { useDeed } from "../deeds";
import { t } from "../i18n";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import { FromDay } from "../parts/from-day";
import { Answered, Empty } from "../parts/state";
import { VillageOptions } from "../parts/village-options";
import { chooseNone, chosen, chosenAmong } from "../people/chosen";
import { Field } from "../person/fact-form";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import type { Village } from "../rows";
import { addVillage, mergeVillage, renameVillage, settle } from "./settling";

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
          <Line key={village.code} village={village} villages={villages} township={township} />
        ))}
      </ul>
    </section>
  );
}

interface LineProps {
  village: Village;
  villages: Village[];
  township: string;
}

function Line({ village, villages, township }: LineProps) {
  const [doing, begin] = useState<"rename" | "merge" | null>(null);
  const { code, name, people, former } = village;
  const close = () => begin(null);
  return (
    <li>
      <a href={hashOf("people", township, { village: code })}>
        <b>{name}</b>
      </a>
      <span class="desk-faint">{t("number.people", { n: people })}</span>
      {former.length > 0 && <span class="desk-faint">{formerWords(village)}</span>}
      {doing === "rename" && <Rename village={village} close={close} />}
      {doing === "merge" && (
        <Merge village={village} others={villages.filter((each) => each !== village)} close={close} />
      )}
      {doing === null && mayChange() && (
        <span class="desk-line-deeds desk-screen-only">
          <button type="button" class="desk-button" onClick={() => begin("rename")}>
            {t("villages.rename")}
            <span class="desk-aside">{name}</span>
          </button>
          {villages.length > 1 && (
            <button type="button" class="desk-button" onClick={() => begin("merge")}>
              {t("villages.merge")}
              <span class="desk-aside">{name}</span>
            </button>
          )}
        </span>
      )}
    </li>
  );
}

/** 原名：石牛村（到2026-11-26）. */
function formerWords({ former }: Village): string {
  const names = former.map(({ name, until }) => t("villages.former_until", { name, until }));
  return t("villages.former", { names: names.join(t("list.between")) });
}

/** It has become part of another one: who lives there lives in that one. */
function Merge({ village, others, close }: { village: Village; others: Village[]; close: () => void }) {
  const deed = useDeed(close);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    void deed.run(() => mergeVillage(village.code, String(fields.get("into")), String(fields.get("since"))));
  };
  return (
    <form class="desk-form" onSubmit={submit} aria-label={t("villages.merge")}>
      <Field label={t("villages.merge_into")}>
        <select name="into" required>
          <option value="">{t("show.choose")}</option>
          <VillageOptions villages={others} />
        </select>
      </Field>
      <FromDay name="since" />
      <p>{t("villages.merge_sure", { name: village.name, people: village.people })}</p>
      <DeedButtons deed={deed} yes={t("villages.merge")} leave={close} />
      <DeedFailure deed={deed} />
    </form>
  );
}

function Rename({ village, close }: { village: Village; close: () => void }) {
  const deed = useDeed(close);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    void deed.run(() => renameVillage(village, String(fields.get("name")).trim(), String(fields.get("since"))));
  };
  return (
    <form class="desk-form" onSubmit={submit} aria-label={t("villages.rename")}>
      <Field label={t("villages.new_name")}>
        <input type="text" name="name" required pattern=".*\S.*" maxLength={40} defaultValue={village.name} />
      </Field>
      <FromDay name="since" />
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
