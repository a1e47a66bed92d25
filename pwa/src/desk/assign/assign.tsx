import { useState } from "preact/hooks";
import { carersPath, peoplePath, planPath, useAnswer } from "../api";
import { t } from "../i18n";
import { Answered, Empty } from "../parts/state";
import { chosen, chosenAmong } from "../people/chosen";
import { hashOf } from "../route";
import type { CarerLoad, Someone } from "../rows";
import { Giving } from "./giving";
import { LastOnes } from "./last-ones";

/** Somebody who is to be given to a worker. */
export type Given = Pick<Someone, "id" | "name" | "village_name" | "group_name"> & { now: string };

/** People are given to those who care for them: the ones chosen in the table, or all of a worker who leaves (`of`). */
export function Assign({ township, of }: { township: string; of: string }) {
  const loads = useAnswer(carersPath(township));
  return (
    <>
      <div class="desk-title">
        <h1>{t("assign.title")}</h1>
        <a class="desk-button" href={hashOf("people", township)}>
          {t("person.back_plain")}
        </a>
      </div>
      <Answered answer={loads}>
        {(value) => (of === "" ? <OfChosen township={township} loads={value} /> : <OfWorker user={of} loads={value} />)}
      </Answered>
      <LastOnes township={township} />
    </>
  );
}

function OfChosen({ township, loads }: { township: string; loads: CarerLoad[] }) {
  const answer = useAnswer(peoplePath(township, {}));
  return (
    <Answered answer={answer}>
      {({ rows }) => {
        const people = chosenAmong(rows, chosen.value).map((row) => ({ ...row, now: row.carer?.name ?? "" }));
        return <Page people={people} loads={loads} instead={null} />;
      }}
    </Answered>
  );
}

function OfWorker({ user, loads }: { user: string; loads: CarerLoad[] }) {
  return (
    <Answered answer={useAnswer(planPath(user))}>
      {({ people, worker }) => {
        const open = people.filter(({ stays }) => stays.some(([, to]) => to === null));
        const given = open.map((person) => ({ ...person, now: worker.name }));
        return <Page people={given} loads={loads} instead={{ user, name: worker.name }} />;
      }}
    </Answered>
  );
}

interface PageProps {
  people: Given[];
  loads: CarerLoad[];
  instead: { user: string; name: string } | null;
}

function Page({ people, loads, instead }: PageProps) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const taken = people.filter(({ id }) => !left.has(id));
  const turn = (id: string) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  if (people.length === 0) {
    const what = instead === null ? t("assign.nobody") : t("assign.nobody_of", { name: instead.name });
    return <Empty what={what} {...(instead === null && { first: t("assign.nobody_first") })} />;
  }
  return (
    <>
      {instead !== null && <p class="desk-period-line">{t("assign.instead", { name: instead.name })}</p>}
      <section class="desk-section" aria-labelledby="desk-assign-whom">
        <h2 id="desk-assign-whom">
          {t("assign.whom")} <small>{t("number.people", { n: taken.length })}</small>
        </h2>
        <ul class="desk-names">
          {people.map((person) => (
            <li key={person.id}>
              <label class="desk-tick">
                <input type="checkbox" checked={!left.has(person.id)} onChange={() => turn(person.id)} />
                <span>
                  <b>{person.name}</b>{" "}
                  <span class="desk-faint">
                    {person.village_name} {person.group_name} {person.now}
                  </span>
                </span>
              </label>
            </li>
          ))}
        </ul>
      </section>
      <Giving people={taken} loads={loads} instead={instead} />
    </>
  );
}
