import { useSignal } from "@preact/signals";
import { isoOf } from "../duties/days";
import { t as common } from "../i18n";
import { current } from "../local/current";
import type { PersonView } from "../local/view";
import type { Change, VisitForm } from "../records/form";
import { MODE_WORDS } from "../records/words";
import { clockTime, countyDay } from "../register/day-words";
import "./blobs.css";
import { t } from "./i18n";
import { PicturesField } from "./pictures-field";
import { VoiceField } from "./voice-field";

interface VisitBlobsProps {
  form: VisitForm;
  view: PersonView;
  change: (change: Change) => void;
}

/** Pictures and a voice note of a visit: nobody has to, and saving never waits for them. */
export default function VisitBlobs({ form, view, change }: VisitBlobsProps) {
  const isFull = useSignal(false);
  return (
    <section class="section visit-blobs" aria-labelledby="visit-blobs">
      <h3 id="visit-blobs" class="question">
        {t("pictures.title")}
      </h3>
      <PicturesField
        pictures={form.pictures}
        lines={() => printed(form, view)}
        change={(value) => change({ set: "pictures", value })}
        full={() => (isFull.value = true)}
      />
      {!isFull.value && <VoiceField voice={form.voice} change={change} />}
    </section>
  );
}

/** What is printed on it: when and in which village, what kind of visit and whose. Never who was visited. */
function printed({ mode, outcome }: VisitForm, { person }: PersonView): string[] {
  const now = Date.now();
  const kind = outcome === "met" ? common(MODE_WORDS[mode]) : t("pictures.not_met");
  const when = `${isoOf(countyDay(now))} ${clockTime(now)}`;
  return [`${when} ${person.village_name}`, `${kind} · ${current.value?.account.name ?? ""}`];
}
