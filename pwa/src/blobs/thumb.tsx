import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { current } from "../local/current";
import { blobOf } from "./album";

/** A picture that lies on this phone; nothing where it does not, or is a voice note. */
export function Thumb({ sha256, words }: { sha256: string; words: string }) {
  const address = useSignal("");
  useEffect(() => {
    let isGone = false;
    void shown(sha256).then((made) => {
      if (isGone) URL.revokeObjectURL(made);
      else address.value = made;
    });
    return () => {
      isGone = true;
      URL.revokeObjectURL(address.value);
    };
  }, [sha256]);
  return address.value === "" ? null : <img class="thumb" src={address.value} alt={words} />;
}

async function shown(sha256: string): Promise<string> {
  const outbox = current.value?.outbox;
  const bytes = outbox ? await blobOf(outbox, sha256).catch(() => null) : null;
  return bytes?.[0] === 0xff ? URL.createObjectURL(new Blob([bytes], { type: "image/jpeg" })) : "";
}
