import { type Decode, pen } from "./decoder";

const FRAME = 720;
/** A photo is looked at small first, which is quick and finds large codes, then larger. */
const PHOTO = [900, 1_600, 2_600];

/** The QR code in the middle of what the camera sees: the largest square, as it is shown. */
export async function findInFrame(video: HTMLVideoElement, canvas: HTMLCanvasElement, decode: Decode) {
  const { videoWidth, videoHeight } = video;
  const side = Math.min(videoWidth, videoHeight);
  if (side === 0) return null;
  canvas.width = canvas.height = Math.min(side, FRAME);
  const [left, top] = [(videoWidth - side) / 2, (videoHeight - side) / 2];
  pen(canvas).drawImage(video, left, top, side, side, 0, 0, canvas.width, canvas.height);
  return decode(canvas);
}

/** The QR code in a photo; null where there is none. Rejects where the file is no picture. */
export async function findInPhoto(file: Blob, decode: Decode): Promise<string | null> {
  const photo = await loaded(file);
  const longest = Math.max(photo.naturalWidth, photo.naturalHeight);
  for (const size of PHOTO) {
    const found = await decode(drawn(photo, Math.min(1, size / longest)));
    if (found !== null || size >= longest) return found;
  }
  return null;
}

function drawn(photo: HTMLImageElement, scale: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(photo.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(photo.naturalHeight * scale));
  pen(canvas).drawImage(photo, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function loaded(file: Blob): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(file);
  const photo = new Image();
  return new Promise<HTMLImageElement>((done, fail) => {
    photo.onload = () => done(photo);
    photo.onerror = () => fail(new TypeError("no picture"));
    photo.src = address;
  }).finally(() => URL.revokeObjectURL(address));
}
