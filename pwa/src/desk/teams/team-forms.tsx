import { useAnswer, villagesPath, workersPath } from "../api";
import { useDeed } from "../deeds";
import { t, word } from "../i18n";
import { DeedFailure } from "../parts/deed-buttons";
import { FromDay } from "../parts/from-day";
import { VillageOptions } from "../parts/village-options";
import { Field } from "../person/fact-form";
import type { TeamFile, TeamLine } from "../rows";
import { join, watch } from "./teaming";

/** Somebody of the field who is not in the team yet. */
export function JoinForm({ team, present }: { team: TeamLine; present: TeamFile["members"] }) {
  const deed = useDeed();
  const there = new Set(present.map(({ user }) => user));
  const all = useAnswer(workersPath(team.place.slice(0, 9))).value ?? [];
  const workers = all.filter(({ id, active, is_staff }) => active && !is_staff && !there.has(id));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    void deed.run(async () => {
      await join(team.id, String(fields.get("user")), String(fields.get("day")), fields.get("leads") === "yes");
      form.reset();
    });
  };
  return (
    <form class="desk-form desk-screen-only" onSubmit={submit} aria-label={t("teams.join")}>
      <Field label={t("teams.who")}>
        <select name="user" required>
          <option value="">{t("show.choose")}</option>
          {workers.map(({ id, name, role }) => (
            <option key={id} value={id}>
              {name} · {word("role", role)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t("teams.as")}>
        <select name="leads">
          <option value="">{t("teams.member")}</option>
          <option value="yes">{t("teams.leads")}</option>
        </select>
      </Field>
      <FromDay name="day" />
      <button type="submit" class="desk-button" disabled={deed.busy}>
        {t("teams.join")}
      </button>
      <DeedFailure deed={deed} />
    </form>
  );
}

/** A village of the township, or one group of it. */
export function WatchForm({ team }: { team: TeamLine }) {
  const deed = useDeed();
  const villages = useAnswer(villagesPath(team.place.slice(0, 9))).value ?? [];
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    const said = (name: string) => String(fields.get(name)).trim();
    void deed.run(async () => {
      await watch(team.id, said("village"), said("group"), said("day"));
      form.reset();
    });
  };
  return (
    <form class="desk-form desk-screen-only" onSubmit={submit} aria-label={t("teams.watch")}>
      <Field label={t("teams.village")}>
        <select name="village" required>
          <option value="">{t("show.choose")}</option>
          <VillageOptions villages={villages} />
        </select>
      </Field>
      <Field label={t("teams.group")}>
        <input type="text" name="group" maxLength={40} />
      </Field>
      <FromDay name="day" />
      <button type="submit" class="desk-button" disabled={deed.busy}>
        {t("teams.watch")}
      </button>
      <DeedFailure deed={deed} />
    </form>
  );
}
