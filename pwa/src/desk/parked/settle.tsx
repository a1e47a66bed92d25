import { useState } from "preact/hooks";
import { Failure } from "../../api/failure";
import { resolveParked, tryParked } from "../api";
import { type Deed, useDeed } from "../deeds";
import { t } from "../i18n";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import { Field } from "../person/fact-form";
import { mayChange } from "../rights";
import type { ParkedItem } from "../rows";

/** Why an item is parked that staff may take in all the same, and answer for it. */
const ACCEPTABLE = ["not_assigned", "user_deactivated", "device_revoked", "unproven"];

/** What can be done about a parked item: try it again, take it in all the same, or settle it without counting it. */
export function Settle({ item }: { item: ParkedItem }) {
  const [asking, setAsking] = useState<"accept" | "resolve">();
  const deed = useDeed();
  const back = () => setAsking(undefined);
  if (!mayChange()) return <strong class="desk-mark">{t("parked.open")}</strong>;
  return (
    <div class="desk-screen-only">
      {asking === undefined && <Choices item={item} deed={deed} ask={setAsking} />}
      {asking === "accept" && <Accept item={item} deed={deed} back={back} />}
      {asking === "resolve" && <Resolve item={item} deed={deed} back={back} />}
      <DeedFailure deed={deed} />
    </div>
  );
}

interface Asked {
  item: ParkedItem;
  deed: Deed;
  back: () => void;
}

function Choices({ item, deed, ask }: Omit<Asked, "back"> & { ask: (what: "accept" | "resolve") => void }) {
  return (
    <>
      <button
        type="button"
        class="desk-button"
        disabled={deed.busy}
        onClick={() => void deed.run(() => applied(item, "retry"))}
      >
        {t("parked.retry")}
      </button>
      {ACCEPTABLE.includes(item.code) && (
        <button type="button" class="desk-button" onClick={() => ask("accept")}>
          {t("parked.accept")}
        </button>
      )}
      <button type="button" class="desk-button" onClick={() => ask("resolve")}>
        {t("parked.resolve")}
      </button>
    </>
  );
}

/** The server answers with the item as it is then: still open means that it could not be applied. */
async function applied({ id }: ParkedItem, how: "retry" | "accept"): Promise<void> {
  const { resolved_at } = await tryParked(id, how);
  if (resolved_at === null) throw new Failure("still_parked");
}

function Accept({ item, deed, back }: Asked) {
  return (
    <>
      <p>{t("parked.accept_sure")}</p>
      <DeedButtons
        deed={deed}
        yes={t("parked.accept_yes")}
        press={() => void deed.run(() => applied(item, "accept"))}
        leave={back}
      />
    </>
  );
}

const RESOLUTIONS = ["duplicate", "wrong_person", "test", "other"] as const;

function Resolve({ item, deed, back }: Asked) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const told = new FormData(event.currentTarget as HTMLFormElement);
    const note = String(told.get("note") ?? "").trim() || null;
    void deed.run(() => resolveParked(item.id, String(told.get("resolution")), note));
  };
  return (
    <form class="desk-form" onSubmit={submit}>
      <Field label={t("parked.resolve_why")}>
        <select name="resolution" required>
          <option value="">{t("parked.choose_why")}</option>
          {RESOLUTIONS.map((each) => (
            <option key={each} value={each}>
              {t(`resolution.${each}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t("parked.resolve_note")}>
        <input type="text" name="note" maxLength={500} />
      </Field>
      <DeedButtons deed={deed} yes={t("parked.resolve_yes")} leave={back} />
    </form>
  );
}
