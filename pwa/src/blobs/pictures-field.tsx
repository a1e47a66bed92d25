import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { codeOf } from "../api/failure";
import type { Picture } from "../api/rows";
import { current } from "../local/current";
import { Button } from "../ui/button";
import { Icon } from "../ui/icons";
import { Notice } from "../ui/notice";
import { dropBlob, keepBlob } from "./album";
import "./blobs.css";
import { draw } from "./draw";
import { t } from "./i18n";
import { hasRoom } from "./room";
import { Thumb } from "./thumb";

/** As many as a record takes. */
const MOST = 6;

interface PicturesFieldProps {
  pictures: readonly Picture[];
  /** What is printed on one that is taken now. */
  lines: () => string[];
  change: (pictures: Picture[]) => void;
  /** Told once: there is no room for more on this phone. */
  full?: () => void;
}

type State = "rest" | "working" | "twice" | "unreadable" | "full" | "failed";

/** Pictures that go with a record: nobody has to, and saving never waits for them. */
export function PicturesField({ pictures, lines, change, full }: PicturesFieldProps) {
  const state = useSignal<State>("rest");
  useEffect(() => {
    void isRoom().then((is) => {
      if (is) return;
      state.value = "full";
      full?.();
    });
  }, []);
  const take = async (file: File) => {
    state.value = "working";
    state.value = await taken(file, lines(), pictures, (picture) => change([...pictures, picture]));
    if (state.peek() === "full") full?.();
  };
  const remove = (picture: Picture) => {
    change(pictures.filter((one) => one !== picture));
    const outbox = current.value?.outbox;
    if (outbox) void dropBlob(outbox, picture.sha256).catch(() => undefined);
  };
  return (
    <>
      <p class="soft">{t("pictures.optional")}</p>
      {pictures.length > 0 && (
        <ul class="thumbs">
          {pictures.map((picture, index) => (
            <Kept key={picture.sha256} picture={picture} n={index + 1} remove={() => remove(picture)} />
          ))}
        </ul>
      )}
      {state.value === "full" || pictures.length >= MOST ? null : (
        <Camera
          words={t(pictures.length > 0 ? "pictures.more" : "pictures.take")}
          busy={state.value === "working"}
          take={(file) => void take(file)}
        />
      )}
      <p role="status">{state.value === "working" && t("pictures.working")}</p>
      {WRONG.includes(state.value) && <Notice kind="trouble">{t(`pictures.${state.value as "full"}`)}</Notice>}
      {state.value === "twice" && <Notice kind="warning">{t("pictures.twice")}</Notice>}
      {pictures.length === 0 && state.value !== "full" && <p class="soft">{t("pictures.stamp")}</p>}
    </>
  );
}

const WRONG: readonly State[] = ["unreadable", "full", "failed"];

async function isRoom(): Promise<boolean> {
  const told = await current.value?.phone.storage().catch(() => null);
  return !told || hasRoom(told);
}

/**
 * Keeps a picture on the phone; what came of it. The same picture again is no second one: the minute that is printed on
 * the first is the one nearer to the truth.
 */
async function taken(
  file: File,
  lines: string[],
  already: readonly Picture[],
  done: (picture: Picture) => void,
): Promise<State> {
  const outbox = current.value?.outbox;
  if (!outbox) return "failed";
  if (!(await isRoom())) return "full";
  try {
    const { bytes, sha256, original } = await draw(file, lines);
    if (already.some((picture) => picture.original === original)) return "twice";
    await keepBlob(outbox, sha256, bytes);
    done({ sha256, size: bytes.length, original });
    return "rest";
  } catch (thrown) {
    const code = codeOf(thrown);
    if (code === "not_a_picture") return "unreadable";
    return code === "storage_full" ? "full" : "failed";
  }
}

/** The phone's own camera: an input opens it also where pages may not. */
function Camera({ words, busy, take }: { words: string; busy: boolean; take: (file: File) => void }) {
  return (
    <label class="button button-second camera" aria-disabled={busy}>
      <Icon name="picture" />
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
