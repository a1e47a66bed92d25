import { useState } from "preact/hooks";
import { isoOf } from "../../duties/days";
import { today as now } from "../../ui/today";
import { useAnswer } from "../api";
import { dayText } from "../dates";
import { useDeed } from "../deeds";
import { t, word } from "../i18n";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import { OnADay } from "../parts/on-a-day";
import { Answered, Empty } from "../parts/state";
import { Field } from "../person/fact-form";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import type { TeamFile } from "../rows";
import { JoinForm, WatchForm } from "./team-forms";
import { endTeam, endWatch, join, leave, renameTeam, teamPath } from "./teaming";

/** One team: who belongs to it and where it watches, and who did and where. */
export default function Team({ id }: { id: string }) {
  return <Answered answer={useAnswer(teamPath(id))}>{(file) => <File file={file} />}</Answered>;
}

const today = () => isoOf(now.value);
const goesOn = ({ valid_to }: { valid_to: string | null }) => valid_to === null || valid_to >= today();

function File({ file }: { file: TeamFile }) {
  const { team } = file;
  const isOpen = mayChange() && team.ended_on === null;
  return (
    <article class="desk-file">
      <div class="desk-title">
        <h1>{team.name}</h1>
        <a class="desk-button desk-screen-only" href={hashOf("teams", team.place.slice(0, 9))}>
          {t("teams.back_to_all")}
        </a>
      </div>
      <p class="desk-period-line">
        {t("teams.line", { kind: word("team", team.kind), place: team.place_name, role: roleOf(file) })}
        {team.ended_on && ` ${t("teams.ended", { day: dayText(team.ended_on, today()) })}`}
      </p>
      <Members file={file} isOpen={isOpen} />
      <Areas file={file} isOpen={isOpen} />
      {isOpen && <Whole file={file} />}
    </article>
  );
}

const ROLES: { [kind: string]: string } = { volunteers: "volunteer", health: "health_worker", cadres: "village_cadre" };

/** In which role its members write about those whom nobody has by name. */
function roleOf({ team }: TeamFile): string {
  return word("role", ROLES[team.kind] ?? team.kind);
}

function Members({ file: { team, members }, isOpen }: { file: TeamFile; isOpen: boolean }) {
  const present = members.filter(goesOn);
  return (
    <section class="desk-section" aria-labelledby="desk-team-members">
      <h2 id="desk-team-members">
        {t("teams.members")} <small>{t("number.people", { n: team.members })}</small>
      </h2>
      {present.length === 0 && <Empty what={t("teams.nobody")} first={t("teams.nobody_first")} />}
      <ul class="desk-lines">
        {present.map((member) => (
          <li key={member.id}>
            <a href={hashOf("assign", team.place.slice(0, 9), { of: member.user })}>
              <b>{member.user_name}</b>
            </a>
            {member.is_leader && <strong class="desk-mark">{t("teams.leads")}</strong>}
            <span class="desk-faint">{stretch(member)}</span>
            {isOpen && member.valid_to === null && (
              <>
                {!member.is_leader && (
                  <OnADay
                    button={t("teams.lead_on")}
                    name={member.user_name}
                    label={t("teams.from")}
                    work={(day) => join(team.id, member.user, day, true)}
                  />
                )}
                <OnADay
                  button={t("teams.leave")}
                  name={member.user_name}
                  label={t("teams.last_day")}
                  least={member.valid_from}
                  work={(day) => leave(team.id, member.id, day)}
                />
              </>
            )}
          </li>
        ))}
      </ul>
      {isOpen && <JoinForm team={team} present={present} />}
      <Past of={members.filter((each) => !goesOn(each))} line={(each) => `${each.user_name}${leads(each)}`} />
    </section>
  );
}

function leads({ is_leader }: { is_leader: boolean }): string {
  return is_leader ? ` ${t("teams.leads")}` : "";
}

function Areas({ file: { team, areas }, isOpen }: { file: TeamFile; isOpen: boolean }) {
  const present = areas.filter(goesOn);
  const name = ({ village_name, group_name }: TeamFile["areas"][number]) => village_name + group_name;
  return (
    <section class="desk-section" aria-labelledby="desk-team-areas">
      <h2 id="desk-team-areas">
        {t("teams.areas")} <small>{t("number.people", { n: team.people })}</small>
      </h2>
      <p class="desk-faint">{t(present.length > 0 ? "teams.areas_lead" : "teams.areas_none")}</p>
      <ul class="desk-lines">
        {present.map((area) => (
          <li key={area.id}>
            <a href={hashOf("people", team.place.slice(0, 9), { village: area.village })}>
              <b>{name(area)}</b>
            </a>
            <span>{t("number.people", { n: area.people })}</span>
            <span class="desk-faint">{stretch(area)}</span>
            {isOpen && area.valid_to === null && (
              <OnADay
                button={t("teams.end_watch")}
                name={name(area)}
                label={t("teams.last_day")}
                least={area.valid_from}
                work={(day) => endWatch(team.id, area.id, day)}
              />
            )}
          </li>
        ))}
      </ul>
      {isOpen && <WatchForm team={team} />}
      <Past of={areas.filter((each) => !goesOn(each))} line={name} />
    </section>
  );
}

interface Held {
  id: string;
  valid_from: string;
  valid_to: string | null;
}

function stretch({ valid_from, valid_to }: Held): string {
  const first = dayText(valid_from, today());
  if (valid_to === null) return t("teams.since", { day: first });
  return t("teams.from_to", { first, last: dayText(valid_to, today()) });
}

/** What was and is over. */
function Past<T extends Held>({ of, line }: { of: T[]; line: (each: T) => string }) {
  if (of.length === 0) return null;
  return (
    <details>
      <summary>{t("teams.before", { n: of.length })}</summary>
      <ul class="desk-lines">
        {of.map((each) => (
          <li key={each.id}>
            <span>{line(each)}</span>
            <span class="desk-faint">{stretch(each)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Its name, and its end. */
function Whole({ file: { team } }: { file: TeamFile }) {
  const [renaming, rename] = useState(false);
  const deed = useDeed(() => rename(false));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget as HTMLFormElement).get("name")).trim();
    void deed.run(() => renameTeam(team, name));
  };
  return (
    <section class="desk-section desk-screen-only" aria-label={team.name}>
      {renaming ? (
        <form class="desk-form" onSubmit={submit}>
          <Field label={t("teams.name")}>
            <input type="text" name="name" required pattern=".*\S.*" maxLength={40} defaultValue={team.name} />
          </Field>
          <DeedButtons deed={deed} yes={t("villages.rename")} leave={() => rename(false)} />
          <DeedFailure deed={deed} />
        </form>
      ) : (
        <p class="desk-bar">
          <button type="button" class="desk-button" onClick={() => rename(true)}>
            {t("villages.rename")}
          </button>
          <OnADay
            button={t("teams.end")}
            name={team.name}
            label={t("teams.last_day")}
            work={(day) => endTeam(team.id, day)}
          />
        </p>
      )}
    </section>
  );
}
