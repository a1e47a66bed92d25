import { useState } from "preact/hooks";
import { changes } from "../deeds";
import { t } from "../i18n";
import { type File64, MOST_BYTES, read, refusalOf } from "./taking-in";

/** A file that is taken in: what it would do, or did, and why it cannot be. */
export interface TakingIn<Reply> {
  file: File64 | undefined;
  told: Reply | undefined;
  refusal: ReturnType<typeof refusalOf> | undefined;
  busy: boolean;
  choose: (chosen: File | undefined) => Promise<void>;
  /** Asks what the file would do; with what was seen of that, has it taken in. */
  ask: (file: File64, seen: Reply | null) => Promise<void>;
  refuse: (thrown: unknown) => void;
}

/** The file stays in memory between the preview and the confirmation, and nowhere else. */
export function useTakingIn<Reply>(send: (file: File64, seen: Reply | null) => Promise<Reply>): TakingIn<Reply> {
  const [file, setFile] = useState<File64>();
  const [told, setTold] = useState<Reply>();
  const [refusal, setRefusal] = useState<ReturnType<typeof refusalOf>>();
  const [busy, setBusy] = useState(false);
  const ask = async (what: File64, seen: Reply | null) => {
    setBusy(true);
    setRefusal(undefined);
    try {
      setTold(await send(what, seen));
      if (seen !== null) changes.value++;
    } catch (thrown) {
      setTold(undefined);
      setRefusal(refusalOf(thrown));
    }
    setBusy(false);
  };
  const choose = async (chosen: File | undefined) => {
    setTold(undefined);
    setRefusal(undefined);
    setFile(undefined);
    if (chosen === undefined) return;
    if (chosen.size > MOST_BYTES) return setRefusal({ code: "too_large", words: t("roster.too_large") });
    const content = await read(chosen);
    setFile(content);
    await ask(content, null);
  };
  return { file, told, refusal, busy, choose, ask, refuse: (thrown) => setRefusal(refusalOf(thrown)) };
}
