import { useState } from "preact/hooks";
import { isoOf } from "../../duties/days";
import { today } from "../../ui/today";
import { useDeed } from "../deeds";
import { Field } from "../person/fact-form";
import { DeedButtons, DeedFailure } from "./deed-buttons";

interface OnADayProps {
  button: string;
  /** Whom or what it is about, for who hears the page. */
  name: string;
  label: string;
  least?: string;
  most?: string;
  work: (day: string) => Promise<unknown>;
}

/** A button that first asks from, or up to, which day. */
export function OnADay({ button, name, label, least, most, work }: OnADayProps) {
  const [asking, ask] = useState(false);
  const deed = useDeed(() => ask(false));
  if (!asking)
    return (
      <button type="button" class="desk-button desk-screen-only" onClick={() => ask(true)}>
        {button}
        <span class="desk-aside">{name}</span>
      </button>
    );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const day = String(new FormData(event.currentTarget as HTMLFormElement).get("day"));
    void deed.run(() => work(day));
  };
  return (
    <form class="desk-form" onSubmit={submit} aria-label={`${button} ${name}`}>
      <Field label={label}>
        <input type="date" name="day" required min={least} defaultValue={isoOf(today.value)} max={most} />
      </Field>
      <DeedButtons deed={deed} yes={button} leave={() => ask(false)} />
      <DeedFailure deed={deed} />
    </form>
  );
}
