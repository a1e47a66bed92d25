import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { codeOf } from "../api/failure";
import type { Picture } from "../api/rows";
import { isoOf } from "../duties/days";
import { t as common } from "../i18n";
import { current } from "../local/current";
import type { PersonView } from "../local/view";
import type { Change, VisitForm } from "../records/form";
import { MODE_WORDS } from "../records/words";
import { clockTime, countyDay } from "../register/day-words";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { dropBlob, keepBlob } from "./album";
import "./blobs.css";
import { draw } from "./draw";
import { t } from "./i18n";
import { hasRoom } from "./room";
import { Thumb } from "./thumb";
import { VoiceField } from "./voice-field";

/** As many as a record takes. */
const MOST = 6;

interface VisitBlobsProps {
  form: VisitForm;
  view: PersonView;
  change: (change: Change) => void;
}

type State = "rest" | "working" | "unreadable" | "full" | "failed";

/** Pictures and a voice note of a visit: nobody has to, and saving never waits for them. */
export default function VisitBlobs({ form, view, change }: VisitBlobsProps) {
  const state = useSignal<State>("rest");
  useEffect(() => {
    void isRoom().then((is) => {
      if (!is) state.value = "full";
    });
  }, []);
  const take = async (file: File) => {
    state.value = "working";
    state.value = await taken(file, printed(form, view), (picture) => {
      // The same picture twice is one picture, also when the minute that is printed on it has changed.
      const others = form.pictures.filter(({ original }) => original !== picture.original);
      change({ set: "pictures", value: [...others, picture] });
    });
  };
  const remove = (picture: Picture) => {
    change({ set: "pictures", value: form.pictures.filter((one) => one !== picture) });
    const outbox = current.value?.outbox;
    if (outbox) void dropBlob(outbox, picture.sha256).catch(() => undefined);
  };
  return (
    <section class="section visit-blobs" aria-labelledby="visit-blobs">
      <h3 id="visit-blobs" class="question">
        {t("pictures.title")}
      </h3>
      <p class="soft">{t("pictures.optional")}</p>
      {form.pictures.length > 0 && (
        <ul class="thumbs">
          {form.pictures.map((picture, index) => (
            <Kept key={picture.sha256} picture={picture} n={index + 1} remove={() => remove(picture)} />
          ))}
        </ul>
      )}
      {state.value === "full" || form.pictures.length >= MOST ? null : (
        <Camera
          words={t(form.pictures.length > 0 ? "pictures.more" : "pictures.take")}
          busy={state.value === "working"}
          take={(file) => void take(file)}
        />
      )}
      <p role="status">{state.value === "working" && t("pictures.working")}</p>
      {WRONG.includes(state.value) && <Notice kind="trouble">{t(`pictures.${state.value as "full"}`)}</Notice>}
      {form.pictures.length === 0 && state.value !== "full" && <p class="soft">{t("pictures.stamp")}</p>}
      {state.value !== "full" && <VoiceField voice={form.voice} change={change} />}
    </section>
  );
}

const WRONG: State[] = ["unreadable", "full", "failed"];

async function isRoom(): Promise<boolean> {
  const told = await current.value?.phone.storage().catch(() => null);
  return !told || hasRoom(told);
}

/** Keeps a picture on the phone; what came of it. */
async function taken(file: File, lines: string[], done: (picture: Picture) => void): Promise<State> {
  const outbox = current.value?.outbox;
  if (!outbox) return "failed";
  if (!(await isRoom())) return "full";
  try {
    const { bytes, sha256, original } = await draw(file, lines);
    await keepBlob(outbox, sha256, bytes);
    done({ sha256, size: bytes.length, original });
    return "rest";
  } catch (thrown) {
    const code = codeOf(thrown);
    if (code === "not_a_picture") return "unreadable";
    return code === "storage_full" ? "full" : "failed";
  }
}

/** What is printed on it: when and in which village, what kind of visit and whose. Never who was visited. */
function printed({ mode, outcome }: VisitForm, { person }: PersonView): string[] {
  const now = Date.now();
  const kind = outcome === "met" ? common(MODE_WORDS[mode]) : t("pictures.not_met");
  const when = `${isoOf(countyDay(now))} ${clockTime(now)}`;
  return [`${when} ${person.village_name}`, `${kind} · ${current.value?.account.name ?? ""}`];
}

/** The phone's own camera: an input opens it also where pages may not. */
function Camera({ words, busy, take }: { words: string; busy: boolean; take: (file: File) => void }) {
  return (
    <label class="button button-second camera" aria-disabled={busy}>
      <span>{words}</span>
      <input
        type="file"
        accept="image/*"
        capture="environment"
        disabled={busy}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          currentTarget.value = "";
          if (file) take(file);
        }}
      />
    </label>
  );
}

function Kept({ picture, n, remove }: { picture: Picture; n: number; remove: () => void }) {
  return (
    <li>
      <Thumb sha256={picture.sha256} words={t("pictures.nth", { n })} />
      <Button kind="quiet" onPress={remove}>
        {t("pictures.remove", { n })}
      </Button>
    </li>
  );
}
