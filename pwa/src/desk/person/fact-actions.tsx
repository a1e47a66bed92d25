import { useState } from "preact/hooks";
import { endFact, voidFact } from "../api";
import { useDeed } from "../deeds";
import { t } from "../i18n";
import { DeedButtons, DeedFailure } from "../parts/deed-buttons";
import type { Fact } from "../rows";
import { Field } from "./fact-form";

type Doing = "end" | "void" | null;

/** What may be done with a fact that stands: it is given a last day, or taken back as wrong. Nothing is ever edited. */
export function FactActions({ fact, today }: { fact: Fact; today: string }) {
  const [doing, setDoing] = useState<Doing>(null);
  if (doing !== null) return <FactChange fact={fact} today={today} doing={doing} close={() => setDoing(null)} />;
  return (
    <span class="desk-screen-only desk-fact-actions">
      {fact.kind !== "death" && (
        <button type="button" class="desk-button" onClick={() => setDoing("end")}>
          {t("fact.end")}
        </button>
      )}
      <button type="button" class="desk-button" onClick={() => setDoing("void")}>
        {t("fact.void")}
      </button>
    </span>
  );
}

interface FactChangeProps {
  fact: Fact;
  today: string;
  doing: "end" | "void";
  close: () => void;
}

function FactChange({ fact, today, doing, close }: FactChangeProps) {
  const deed = useDeed(close);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const said = String(new FormData(event.currentTarget as HTMLFormElement).get("said") ?? "").trim();
    void deed.run(() => (doing === "end" ? endFact(fact.id, said) : voidFact(fact.id, said)));
  };
  return (
    <form class="desk-form desk-screen-only" onSubmit={submit}>
      <Field label={t(doing === "end" ? "fact.last_day" : "fact.why_void")}>
        {doing === "end" ? (
          <input type="date" name="said" required min={fact.valid_from} defaultValue={fact.valid_to ?? today} />
        ) : (
          <input type="text" name="said" required pattern=".*\S.*" maxLength={500} />
        )}
      </Field>
      <DeedButtons deed={deed} yes={t(doing === "end" ? "fact.end" : "fact.void")} leave={close} />
      <DeedFailure deed={deed} />
    </form>
  );
}
