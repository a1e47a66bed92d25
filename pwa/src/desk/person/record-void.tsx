import { useState } from "preact/hooks";
import { voidRecord } from "../api";
import { momentText } from "../dates";
import { useDeed } from "../deeds";
import { t } from "../i18n";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import { mayChange } from "../rights";
import type { RecordRow, Why } from "../rows";
import { Field } from "./fact-form";

const WHYS: Why[] = ["not_made", "twice", "wrong_person", "wrong_time", "wrong_content", "other"];

/** Why a record no longer counts, by whom and when; or the button that takes one back. */
export function RecordVoid({ record }: { record: RecordRow }) {
  const [asking, setAsking] = useState(false);
  if (record.voided) return <Voided voided={record.voided} />;
  if (record.status === "voided" || !mayChange()) return null;
  if (asking) return <Asked record={record.id} close={() => setAsking(false)} />;
  return (
    <button type="button" class="desk-button desk-screen-only" onClick={() => setAsking(true)}>
      {t("void.button")}
    </button>
  );
}

function Voided({ voided }: { voided: NonNullable<RecordRow["voided"]> }) {
  const { reason, note, by_name, at, replaced_by } = voided;
  const words = { name: by_name, when: momentText(at), why: t(`mend.${reason}`) };
  return (
    <span class="desk-note">
      {t(replaced_by === null ? "void.voided" : "void.amended", words)}
      {note && ` ${t("records.note", { note })}`}
    </span>
  );
}

/** Two steps, for there is no way back: whoever voids by mistake has the visit written anew. */
function Asked({ record, close }: { record: string; close: () => void }) {
  const deed = useDeed(close);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget as HTMLFormElement);
    const note = String(said.get("note") ?? "").trim();
    void deed.run(() => voidRecord(record, String(said.get("why")) as Why, note === "" ? null : note));
  };
  return (
    <form class="desk-form desk-screen-only" onSubmit={submit}>
      <p>{t("void.warning")}</p>
      <Field label={t("void.why")}>
        <select name="why" required>
          {WHYS.map((why) => (
            <option key={why} value={why}>
              {t(`mend.${why}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t("void.note")}>
        <input type="text" name="note" maxLength={500} />
      </Field>
      <DeedButtons deed={deed} yes={t("void.confirm")} leave={close} />
      <DeedFailure deed={deed} />
    </form>
  );
}
