/** Reads the QR code in a picture; null where there is none. */
export type Decode = (picture: HTMLCanvasElement) => Promise<string | null>;

/** What browsers have built in, where they have it: no type of TypeScript's library yet. */
interface BuiltIn {
  new (options: { formats: string[] }): { detect(picture: HTMLCanvasElement): Promise<{ rawValue: string }[]> };
  getSupportedFormats(): Promise<string[]>;
}

/**
 * The browser's own decoder, or ours where there is none. On Android the built-in one leans on Google's services: on most
 * phones in China it is there by name, and fails when it is used, now or at the first picture.
 */
export async function decoder(from: { BarcodeDetector?: BuiltIn } = window as object): Promise<Decode> {
  const builtIn = await builtInDecoder(from.BarcodeDetector).catch(() => null);
  if (!builtIn) return ours();
  let decode: Decode = (picture) =>
    builtIn(picture).catch(async () => {
      decode = await ours();
      return decode(picture);
    });
  return (picture) => decode(picture);
}

async function builtInDecoder(Detector: BuiltIn | undefined): Promise<Decode | null> {
  if (!Detector || !(await Detector.getSupportedFormats()).includes("qr_code")) return null;
  const detector = new Detector({ formats: ["qr_code"] });
  return async (picture) => (await detector.detect(picture))[0]?.rawValue ?? null;
}

/** Fetched when it is wanted: 15 kB for those alone who scan without a decoder of their browser's. */
async function ours(): Promise<Decode> {
  const { decodeQR } = await import("qr/decode.js");
  return async (picture) => {
    const { width, height } = picture;
    const { data } = pen(picture).getImageData(0, 0, width, height);
    try {
      return decodeQR({ data, width, height });
    } catch {
      return null;
    }
  };
}

/** What draws into a picture that is read again and again. */
export function pen(picture: HTMLCanvasElement): CanvasRenderingContext2D {
  return picture.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
}
