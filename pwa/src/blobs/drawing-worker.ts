/** Draws pictures beside the page, so that the page answers meanwhile. */
import { drawnSize, print, type Stamped, stamped } from "./stamp";

export interface Drawing {
  file: Blob;
  lines: string[];
}

/** What came of it: null where this browser cannot do it here. */
export type Drawn = Stamped | null;

interface Worker {
  onmessage: ((event: MessageEvent<Drawing>) => void) | null;
  postMessage(drawn: Drawn, transfer?: Transferable[]): void;
}

const worker = self as unknown as Worker;

worker.onmessage = ({ data }) => {
  draw(data).then(
    (drawn) => worker.postMessage(drawn, drawn ? [drawn.bytes.buffer] : []),
    () => worker.postMessage(null),
  );
};

async function draw({ file, lines }: Drawing): Promise<Drawn> {
  // Upright, as the camera noted it: a browser that does not know the word throws.
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  const size = drawnSize(image.width, image.height);
  if (!size) return null;
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext("2d");
  if (!context) return null;
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, size.width, size.height);
  image.close();
  const paper = { canvas, context, jpeg: (quality: number) => canvas.convertToBlob({ type: "image/jpeg", quality }) };
  print(paper, lines);
  return stamped(paper, file);
}
