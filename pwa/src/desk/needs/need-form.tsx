import { useState } from "preact/hooks";
import { handsPath, needStep, useAnswer } from "../api";
import type { Deed } from "../deeds";
import { t, word } from "../i18n";
import { DeedButtons } from "../parts/deed-buttons";
import { Answered } from "../parts/state";
import { Field } from "../person/fact-form";
import type { NeedFile } from "../rows";

/** What the server takes; nothing that was pasted is cut off unseen. */
const NOTE_LETTERS = 2_000;
const OUTCOMES = ["solved", "partly", "passed_on", "not_solvable", "no_need"] as const;

export const BUTTONS = {
  give: "need.give",
  note: "need.note_step",
  close: "need.close",
  reopen: "need.reopen",
} as const;

export type Asking = keyof typeof BUTTONS;

interface FormProps {
  what: Asking;
  file: NeedFile;
  deed: Deed;
  leave: () => void;
}

/** What an office is asked before something is done with a need. */
export function Form(props: FormProps) {
  return props.what === "give" ? <Give {...props} /> : <Told {...props} what={props.what} />;
}

/** The offices above her, and who cares for her: they read of it where they work. */
function Give({ file, deed, leave }: FormProps) {
  const answer = useAnswer(handsPath(file.id));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const user = new FormData(event.currentTarget as HTMLFormElement).get("user");
    void deed.run(() => needStep(file.id, "give", { user }));
  };
  return (
    <form class="desk-form" onSubmit={submit} aria-label={t("need.give")}>
      <Answered answer={answer}>
        {(hands) => (
          <>
            <Field label={t("need.to_whom")}>
              <select name="user" required>
                <option value="">{t("show.choose")}</option>
                {hands.map(({ user, name, role }) => (
                  <option key={user} value={user}>
                    {name}（{word("role", role)}）
                  </option>
                ))}
              </select>
            </Field>
            <p class="desk-form-end">
              <DeedButtons deed={deed} yes={t("need.give")} leave={leave} />
            </p>
          </>
        )}
      </Answered>
    </form>
  );
}

/** Words are asked for where they are all there is; what became of a need can be said by one choice. */
function Told({ what, file, deed, leave }: FormProps & { what: Exclude<Asking, "give"> }) {
  const [over, setOver] = useState(0);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget as HTMLFormElement);
    const words = String(said.get("words") ?? "").trim();
    const excess = Array.from(words).length - NOTE_LETTERS;
    setOver(excess);
    if (excess > 0) return;
    const body = what === "close" ? { outcome: said.get("outcome"), ...(words && { words }) } : { words };
    void deed.run(() => needStep(file.id, what, body));
  };
  return (
    <form class="desk-form" onSubmit={submit} aria-label={t(BUTTONS[what])}>
      {what === "close" && (
        <Field label={t("need.became")}>
          <select name="outcome" required>
            <option value="">{t("show.choose")}</option>
            {OUTCOMES.map((outcome) => (
              <option key={outcome} value={outcome}>
                {t(`need.outcome.${outcome}`)}
              </option>
            ))}
          </select>
        </Field>
      )}
      <Field label={t(`need.words_${what}`)}>
        <textarea name="words" rows={3} required={what !== "close"} aria-invalid={over > 0} />
      </Field>
      {over > 0 && <p role="alert">{t("concern.words_long", { n: over })}</p>}
      <p class="desk-form-end">
        <DeedButtons deed={deed} yes={t(BUTTONS[what])} leave={leave} />
      </p>
    </form>
  );
}
