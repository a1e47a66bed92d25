import { useEffect, useState } from "preact/hooks";
import { pictureOf } from "../desk/parts/picture";

/** A QR code as wide as the phone. The program that draws it is fetched with it. */
export function QrCode({ text, words }: { text: string; words: string }) {
  const [picture, setPicture] = useState<string>();
  useEffect(() => {
    let gone = false;
    void import("qr").then(({ encodeQR }) => {
      if (!gone) setPicture(pictureOf(encodeQR(text, "svg", { ecc: "low", border: 4 })));
    });
    return () => {
      gone = true;
    };
  }, [text]);
  return <div class="cover-qr">{picture !== undefined && <img src={picture} alt={words} />}</div>;
}
