import { householdPath, useAnswer } from "../api";
import { dayText } from "../dates";
import { placeOf } from "../households/households";
import { t } from "../i18n";
import { PeriodChooser, PeriodLine } from "../parts/period";
import { Answered } from "../parts/state";
import { askedFrom } from "../person/asked";
import { Duties } from "../person/duties";
import { Records } from "../person/records";
import { mayChange } from "../rights";
import { hashOf, periodOf, route } from "../route";
import type { HouseholdFile, HouseholdRow, Opened } from "../rows";
import { Editing, MoveOut } from "./editing";

/** One household: who lives in it, what is owed to it, each number opened onto its days and records. */
export function Household({ id }: { id: string }) {
  const answer = useAnswer(householdPath(id, periodOf(route.value.query)));
  return <Answered answer={answer}>{(file) => <File file={file} />}</Answered>;
}

function File({ file }: { file: HouseholdFile }) {
  const opened: Opened = { ...file, quarantined: [] };
  return (
    <article class="desk-file">
      <div class="desk-title">
        <h1>{t("household.title", { name: file.household.head })}</h1>
        <PeriodChooser period={file} today={file.today} />
        <a class="desk-button" href={hashOf("households", file.township, periodOf(route.value.query))}>
          {t("household.all", { name: file.township_name })}
        </a>
      </div>
      <p>{placeOf(file.household)}</p>
      <PeriodLine period={file} today={file.today} policies={file.policies} />
      <Members household={file.household} today={file.today} />
      {mayChange() && <Editing file={file} />}
      <Duties file={opened} title={t("households.duties")} none={t("households.no_duties")} />
      <Records file={opened} asked={askedFrom(route.value.query)} />
    </article>
  );
}

function isShared({ members }: HouseholdRow): boolean {
  return members.filter(({ valid_to }) => valid_to === null).length > 1;
}

function Members({ household, today }: { household: HouseholdRow; today: string }) {
  return (
    <section class="desk-section" aria-labelledby="desk-members">
      <h2 id="desk-members">{t("households.members")}</h2>
      <ul class="desk-members">
        {household.members.map((member) => (
          <li key={`${member.person} ${member.valid_from}`}>
            <a href={hashOf("person", member.person, periodOf(route.value.query))}>{member.name}</a>{" "}
            {member.valid_to === null
              ? t("household.since", { from: dayText(member.valid_from, today) })
              : t("household.stayed", {
                  from: dayText(member.valid_from, today),
                  to: dayText(member.valid_to, today),
                })}{" "}
            {mayChange() && isShared(household) && member.valid_to === null && (
              <MoveOut home={household.id} person={member.person} name={member.name} since={member.valid_from} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
