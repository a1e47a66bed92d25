import { useState } from "preact/hooks";
import { call } from "../../api/client";
import { useDeed } from "../deeds";
import { t, word } from "../i18n";
import { newId } from "../paper/entering";
import { DeedFailure } from "../parts/deed-buttons";
import { Field } from "../person/fact-form";
import type { Worker } from "../rows";

/** Who may be added here: everybody of the field. */
const ROLES = [
  "carer",
  "watch_group",
  "village_cadre",
  "cadre",
  "volunteer",
  "volunteer_leader",
  "health_worker",
  "family_doctor",
  "social_worker",
  "provider",
  "assessor",
  "police",
] as const;

/** Somebody who begins to work: she comes in by the slip that is printed for her. */
export function AddWorker({ place }: { place: string }) {
  const [added, setAdded] = useState("");
  const deed = useDeed();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const said = new FormData(form);
    const text = (name: string) => String(said.get(name) ?? "").trim();
    const asked = { id: newId(), place, name: text("name"), role: text("role"), phone: text("phone") || null };
    void deed.run(async () => {
      setAdded((await call<Worker>("POST", "/api/accounts/users", asked)).name);
      form.reset();
    });
  };
  return (
    <section class="desk-section desk-screen-only" aria-labelledby="desk-add-worker">
      <h2 id="desk-add-worker">{t("add_worker.title")}</h2>
      <form class="desk-form" onSubmit={submit}>
        <Field label={t("workers.name")}>
          <input type="text" name="name" required pattern=".*\S.*" maxLength={60} autocomplete="off" />
        </Field>
        <Field label={t("workers.role")}>
          <select name="role">
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {word("role", role)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={t("add.optional", { what: t("person.phone") })}>
          <input type="text" name="phone" inputMode="tel" pattern="[0-9][0-9 \-]{4,18}[0-9]" autocomplete="off" />
        </Field>
        <button type="submit" class="desk-button desk-main-button" disabled={deed.busy}>
          {t("add_worker.add")}
        </button>
      </form>
      <DeedFailure deed={deed} />
      <p role="status">{added !== "" && t("add_worker.added", { name: added })}</p>
    </section>
  );
}
