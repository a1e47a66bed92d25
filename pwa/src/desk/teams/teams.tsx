import { account } from "../../local/accounts";
import { useAnswer, villagesPath } from "../api";
import { useDeed } from "../deeds";
import { t, word } from "../i18n";
import { DeedFailure } from "../parts/deed-buttons";
import { Answered, Empty } from "../parts/state";
import { TableHead } from "../parts/table-head";
import { VillageOptions } from "../parts/village-options";
import { Field } from "../person/fact-form";
import { mayChange } from "../rights";
import { hashOf } from "../route";
import type { NewTeam, TeamLine } from "../rows";
import { addTeam, teamsPath } from "./teaming";

const KINDS: NewTeam["kind"][] = ["watch_group", "volunteers", "health", "cadres"];
const TOWNSHIP = /^\d{9}$/;

/** The teams of a place: what each is for, who leads it, how many belong to it and over whom it watches. */
export default function Teams({ place }: { place: string }) {
  const answer = useAnswer(teamsPath(place));
  return (
    <>
      <div class="desk-title">
        <h1>{t("teams.title")}</h1>
        <a class="desk-button desk-screen-only" href={hashOf("workers")}>
          {t("teams.back")}
        </a>
      </div>
      <p class="desk-faint">{t("teams.lead")}</p>
      <Answered answer={answer}>
        {(teams) =>
          teams.length === 0 ? <Empty what={t("teams.none")} first={t("teams.none_first")} /> : <Table teams={teams} />
        }
      </Answered>
      {mayChange() && TOWNSHIP.test(account.value?.place ?? "") && <Add township={account.value?.place ?? ""} />}
    </>
  );
}

const COLUMNS = ["name", "kind", "place", "leader", "members", "people"] as const;

function Table({ teams }: { teams: TeamLine[] }) {
  return (
    <table class="desk-table">
      <TableHead names={COLUMNS.map((column) => t(`teams.${column}`))} />
      <tbody>
        {teams.map((team) => (
          <tr key={team.id}>
            <td data-label={t("teams.name")}>
              <a href={hashOf("team", team.id)}>{team.name}</a>
              {team.ended_on && <span class="desk-faint"> {t("teams.over")}</span>}
            </td>
            <td data-label={t("teams.kind")}>{word("team", team.kind)}</td>
            <td data-label={t("teams.place")}>{team.place_name}</td>
            <td data-label={t("teams.leader")}>{team.leader ?? "—"}</td>
            <td data-label={t("teams.members")}>{team.members}</td>
            <td data-label={t("teams.people")}>
              {team.people > 0 ? team.people : <span class="desk-faint">{t("teams.by_name")}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Add({ township }: { township: string }) {
  const deed = useDeed();
  const villages = useAnswer(villagesPath(township)).value ?? [];
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    const said = (name: string) => String(fields.get(name)).trim();
    void deed.run(async () => {
      const { team } = await addTeam(said("place"), said("kind") as NewTeam["kind"], said("name"));
      location.hash = hashOf("team", team.id);
    });
  };
  return (
    <section class="desk-section desk-screen-only" aria-labelledby="desk-teams-add">
      <h2 id="desk-teams-add">{t("teams.add")}</h2>
      <form class="desk-form" onSubmit={submit}>
        <Field label={t("teams.name")}>
          <input type="text" name="name" required pattern=".*\S.*" maxLength={40} />
        </Field>
        <Field label={t("teams.kind")}>
          <select name="kind">
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {word("team", kind)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t("teams.place")}>
          <select name="place">
            <option value={township}>{t("teams.whole_township")}</option>
            <VillageOptions villages={villages} />
          </select>
        </Field>
        <button type="submit" class="desk-button desk-main-button" disabled={deed.busy}>
          {t("teams.add")}
        </button>
      </form>
      <DeedFailure deed={deed} />
    </section>
  );
}
