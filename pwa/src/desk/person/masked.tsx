import { useEffect, useState } from "preact/hooks";
import { show } from "../api";
import { useDeed } from "../deeds";
import { t } from "../i18n";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import { mayChange } from "../rights";
import type { MaskedField, Shown, ShownBecause } from "../rows";
import { Field } from "./fact-form";

const REASONS: ShownBecause[] = ["pay", "call", "verify", "apply", "inquiry", "own_request"];

interface MaskedProps {
  person: string;
  name: string;
  field: MaskedField;
  masked: string;
}

/** A value as it came, masked; the whole of it for half a minute, once a reason was chosen. On paper it stays masked. */
export function Masked({ person, name, field, masked }: MaskedProps) {
  const [asking, setAsking] = useState(false);
  const shown = useShown();
  const whole = shown.value !== undefined;
  const run = async (because: ShownBecause) => {
    shown.begin(await show(person, field, because));
    setAsking(false);
  };
  return (
    <span class="desk-masked">
      <span class={whole ? "desk-paper-only" : undefined}>{masked}</span>
      {whole && <b class="desk-screen-only">{shown.value}</b>}
      {mayChange() && (
        <button
          type="button"
          class="desk-button desk-small-button desk-screen-only"
          aria-label={t(whole ? "show.hide_name" : "show.name", { name })}
          {...(!whole && { "aria-expanded": asking })}
          onClick={() => (whole ? shown.end() : setAsking(!asking))}
        >
          {t(whole ? "show.hide" : "show.show")}
        </button>
      )}
      {whole && (
        <span class="desk-faint desk-screen-only">{t("show.left", { n: shown.left, today: shown.today })}</span>
      )}
      {asking && <Because run={run} close={() => setAsking(false)} />}
    </span>
  );
}

/** A value for some seconds. It is kept nowhere else: leaving the page forgets it. */
function useShown() {
  const [value, setValue] = useState<string>();
  const [left, setLeft] = useState(0);
  const [today, setToday] = useState(0);
  const end = () => setValue(undefined);
  useEffect(() => {
    if (value === undefined) return;
    const timer = setTimeout(() => (left > 1 ? setLeft(left - 1) : end()), 1_000);
    return () => clearTimeout(timer);
  }, [value, left]);
  const begin = (given: Shown) => {
    setLeft(given.seconds);
    setToday(given.today);
    setValue(given.value);
  };
  return { value, left, today, begin, end };
}

/** Why it is wanted: kept with who looked and when, for the county to read. */
function Because({ run, close }: { run: (because: ShownBecause) => Promise<void>; close: () => void }) {
  const deed = useDeed(undefined, true);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget as HTMLFormElement);
    void deed.run(() => run(String(said.get("because")) as ShownBecause));
  };
  return (
    <form class="desk-form desk-screen-only" onSubmit={submit}>
      <p class="desk-faint">{t("show.note")}</p>
      <Field label={t("show.why")}>
        <select name="because" required>
          <option value="">{t("show.choose")}</option>
          {REASONS.map((each) => (
            <option key={each} value={each}>
              {t(`because.${each}`)}
            </option>
          ))}
        </select>
      </Field>
      <DeedButtons deed={deed} yes={t("show.show")} leave={close} />
      <DeedFailure deed={deed} />
    </form>
  );
}
