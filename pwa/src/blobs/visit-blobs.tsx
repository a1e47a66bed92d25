import { useSignal } from "@preact/signals";
import { isoOf } from "../duties/days";
import { t as common } from "../i18n";
import { current } from "../local/current";
import type { PersonView } from "../local/view";
import type { Change, VisitForm } from "../records/form";
import { MODE_WORDS } from "../records/words";
import { clockTime, countyDay } from "../register/day-words";
import "./blobs.css";
import { Notice } from "../ui/notice";
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
  const kind = kindOf(form);
  const otherwise = form.pictures.map(({ sha256 }) => printedKinds.get(sha256)).find((one) => one && one !== kind);
  return (
    <section class="section visit-blobs" aria-labelledby="visit-blobs">
      <h3 id="visit-blobs" class="question">
        {t("pictures.title")}
      </h3>
      <PicturesField
        pictures={form.pictures}
        lines={() => printed(form, view)}
        change={(value) => {
          for (const picture of value) if (!form.pictures.includes(picture)) printedKinds.set(picture.sha256, kind);
          change({ set: "pictures", value });
        }}
        full={() => (isFull.value = true)}
      />
      {otherwise && <Notice kind="warning">{t("pictures.otherwise", { printed: otherwise, chosen: kind })}</Notice>}
      {!isFull.value && <VoiceField voice={form.voice} change={change} />}
    </section>
  );
}

/** What is printed on pictures that were taken while this page is open, by their hashes. */
const printedKinds = new Map<string, string>();

function kindOf({ mode, outcome }: VisitForm): string {
  return outcome === "met" ? common(MODE_WORDS[mode]) : t("pictures.not_met");
}

/** What is printed on it: when and in which village, what kind of visit and whose. Never who was visited. */
function printed(form: VisitForm, { person }: PersonView): string[] {
  const now = Date.now();
  const when = `${isoOf(countyDay(now))} ${clockTime(now)}`;
  return [`${when} ${person.village_name}`, `${kindOf(form)} · ${current.value?.account.name ?? ""}`];
}
