import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { pictureOf } from "../parts/picture";
import type { DoorCard } from "../rows";
import { numberText } from "./doors";

/** Cards to be cut out, eight to a sheet of A4. Nothing on them says who lives there. */
export function CardSheet({ cards, close }: { cards: DoorCard[]; close: () => void }) {
  const pictures = usePictures(cards);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <section class="desk-screen-only">
        <h1 ref={heading} tabIndex={-1}>
          {t("doors.sheet")}
        </h1>
        <p role="status">{t("doors.sheet_note", { n: cards.length })}</p>
        <p class="desk-slips-buttons">
          <button
            type="button"
            class="desk-button desk-main-button"
            disabled={pictures === undefined}
            onClick={() => window.print()}
          >
            {t("slips.print")}
          </button>
          <button type="button" class="desk-button" onClick={close}>
            {t("slips.close")}
          </button>
        </p>
      </section>
      <ul class="desk-slips desk-door-cards">
        {pictures?.map((picture, at) => (
          <li key={cards[at]?.number} class="desk-door-card">
            <img src={picture} alt={t("doors.qr")} />
            <p class="desk-door-words">{t("doors.scan_here")}</p>
            <p class="desk-door-number">{t("doors.numbered", { number: numberText(cards[at]?.number ?? 0) })}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** QR codes are drawn here: the program for it is fetched when cards are printed. */
function usePictures(cards: DoorCard[]): string[] | undefined {
  const [pictures, setPictures] = useState<string[]>();
  useEffect(() => {
    import("qr").then(({ encodeQR }) =>
      setPictures(cards.map(({ link }) => pictureOf(encodeQR(link, "svg", { ecc: "medium", border: 2 })))),
    );
  }, [cards]);
  return pictures;
}
