/** From what the camera gave to what is sent: beside the page where the browser can, else on it. */
import { Failure } from "../api/failure";
import type { Drawing, Drawn } from "./drawing-worker";
import DrawingWorker from "./drawing-worker?worker";
import { drawnSize, print, type Stamped, stamped } from "./stamp";

/** A worker that has not answered by then never will. */
const WAIT = 60_000;

/** Throws `Failure` `not_a_picture`, or `no_https` where nothing can be hashed. */
export async function draw(file: Blob, lines: string[]): Promise<Stamped> {
  if (!window.crypto.subtle) throw new Failure("no_https");
  return (await besideThePage({ file, lines })) ?? onThePage(file, lines);
}

function besideThePage(drawing: Drawing): Promise<Drawn> {
  if (typeof OffscreenCanvas === "undefined" || typeof createImageBitmap === "undefined") return Promise.resolve(null);
  return new Promise((resolve) => {
    const worker = new DrawingWorker();
    const end = (drawn: Drawn) => {
      clearTimeout(late);
      worker.terminate();
      resolve(drawn);
    };
    const late = setTimeout(() => end(null), WAIT);
    worker.onmessage = ({ data }: MessageEvent<Drawn>) => end(data);
    worker.onerror = () => end(null);
    worker.postMessage(drawing);
  });
}

/** The browser still unpacks the picture beside the page; only drawing it small holds the page up for a moment. */
async function onThePage(file: Blob, lines: string[]): Promise<Stamped> {
  const image = await opened(file);
  const size = drawnSize(image.naturalWidth, image.naturalHeight);
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (!size || !context) throw new Failure("not_a_picture");
  Object.assign(canvas, size);
  context.drawImage(image, 0, 0, size.width, size.height);
  const jpeg = (quality: number) => new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", quality));
  const paper = { canvas, context, jpeg };
  print(paper, lines);
  const drawn = await stamped(paper, file);
  if (!drawn) throw new Failure("not_a_picture");
  return drawn;
}

async function opened(file: Blob): Promise<HTMLImageElement> {
  const image = new Image();
  const address = URL.createObjectURL(file);
  try {
    image.src = address;
    await image.decode();
    return image;
  } catch {
    throw new Failure("not_a_picture");
  } finally {
    URL.revokeObjectURL(address);
  }
}
