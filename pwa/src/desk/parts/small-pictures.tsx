import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { Picture } from "../sheet/picture";
import { useBytes } from "./bytes";

/** Pictures small, each fetched when it comes into view; a press opens the whole one below them. */
export function SmallPictures({ hashes, words }: { hashes: readonly string[]; words?: (n: number) => string }) {
  const [open, setOpen] = useState<string>();
  const name = words ?? ((n: number) => t("brought.nth", { n }));
  if (hashes.length === 0) return null;
  return (
    <div class="desk-small-pictures desk-screen-only">
      <ul class={hashes.length > 1 ? "desk-thumbs desk-thumbs-many" : "desk-thumbs"}>
        {hashes.map((sha256, index) => (
          <li key={sha256}>
            <Small
              sha256={sha256}
              words={name(index + 1)}
              isOpen={open === sha256}
              press={() => setOpen((was) => (was === sha256 ? undefined : sha256))}
            />
          </li>
        ))}
      </ul>
      {open !== undefined && <Picture sha256={open} words={t("brought.whole", { n: hashes.indexOf(open) + 1 })} />}
    </div>
  );
}

interface SmallProps {
  sha256: string;
  words: string;
  isOpen: boolean;
  press: () => void;
}

function Small({ sha256, words, isOpen, press }: SmallProps) {
  const [place, isSeen] = useSeen();
  const { address, failure } = useBytes(isSeen ? sha256 : null, "small");
  return (
    <button ref={place} type="button" class="desk-thumb" aria-expanded={isOpen} aria-label={words} onClick={press}>
      {address === undefined ? (
        <span>{failure === undefined ? "…" : t("brought.open")}</span>
      ) : (
        <img src={address} alt="" />
      )}
    </button>
  );
}

/** Whether an element has come into view, or is about to. */
function useSeen() {
  const place = useRef<HTMLButtonElement>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (!place.current) return;
    const looking = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setSeen(true),
      { rootMargin: "300px" },
    );
    looking.observe(place.current);
    return () => looking.disconnect();
  }, []);
  return [place, isSeen] as const;
}
