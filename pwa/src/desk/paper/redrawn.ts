/** A picture drawn anew, so that it says nothing of where and by what it was taken, and its name: the hash of its bytes. */
import { Failure } from "../../api/failure";
import { hexOf } from "../../local/bytes";

export interface Redrawn {
  bytes: Uint8Array;
  sha256: string;
}

/** A sheet of paper stays legible at so many points. */
const LONGEST_SIDE = 1_800;
const QUALITIES = [0.82, 0.6, 0.4];
/** The server takes a little more. */
const MOST_BYTES = 3_000_000;
/** More would not fit into the memory of an old machine. */
const MOST_PIXELS = 120_000_000;

/** Throws `Failure` `not_a_picture`, `too_many_pixels`, `picture_too_large`, or `no_https` where nothing can be hashed. */
export async function redrawn(file: Blob): Promise<Redrawn> {
  if (!crypto.subtle) throw new Failure("no_https");
  const canvas = drawn(await opened(file));
  for (const quality of QUALITIES) {
    const jpeg = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", quality));
    if (jpeg && jpeg.size <= MOST_BYTES) return named(new Uint8Array(await new Response(jpeg).arrayBuffer()));
  }
  throw new Failure("picture_too_large");
}

async function opened(file: Blob): Promise<HTMLImageElement> {
  const image = new Image();
  const address = URL.createObjectURL(file);
  try {
    image.src = address;
    await image.decode();
  } catch {
    throw new Failure("not_a_picture");
  } finally {
    URL.revokeObjectURL(address);
  }
  if (image.naturalWidth * image.naturalHeight > MOST_PIXELS) throw new Failure("too_many_pixels");
  return image;
}

function drawn(image: HTMLImageElement): HTMLCanvasElement {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  const paper = canvas.getContext("2d");
  if (!paper) throw new Failure("not_a_picture");
  paper.fillStyle = "#fff";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

async function named(bytes: Uint8Array): Promise<Redrawn> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>));
  return { bytes, sha256: hexOf(hash) };
}
