/** A picture as it is sent: small, with what it says of itself printed on it, and drawn anew, so that it tells nothing else. */
import { hexOf } from "../local/bytes";

/** The longer side, in points. */
export const LONGEST_SIDE = 1_280;
/** More would not fit into the memory of an old phone. */
const MOST_PIXELS = 120_000_000;
const QUALITIES = [0.8, 0.6, 0.4];
/** The server takes a little more. */
const MOST_BYTES = 3_000_000;

export interface Stamped {
  bytes: Uint8Array<ArrayBuffer>;
  sha256: string;
  /** The hash of the file that the camera gave. */
  original: string;
}

/** Where something is drawn, on the page or beside it. */
export interface Paper {
  canvas: HTMLCanvasElement | OffscreenCanvas;
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
  jpeg: (quality: number) => Promise<Blob | null>;
}

/** The size within which a picture of another size is drawn; null where it is none. */
export function drawnSize(width: number, height: number): { width: number; height: number } | null {
  if (!(width > 0 && height > 0) || width * height > MOST_PIXELS) return null;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Prints lines at the foot of the picture, legible on whatever is behind them. */
export function print({ canvas: { width, height }, context }: Paper, lines: readonly string[]): void {
  const longest = Math.max(1, ...lines.map((line) => Array.from(line).length));
  const letter = Math.max(8, Math.min(Math.round(Math.max(width, height) / 32), Math.floor((width * 0.9) / longest)));
  const line = Math.round(letter * 1.5);
  const foot = line * lines.length + letter;
  context.fillStyle = "rgba(0, 0, 0, 0.55)";
  context.fillRect(0, height - foot, width, foot);
  context.fillStyle = "#fff";
  context.font = `${letter}px sans-serif`;
  context.textBaseline = "middle";
  lines.forEach((text, index) => {
    context.fillText(text, letter, height - foot + letter / 2 + line * (index + 0.5), width - 2 * letter);
  });
}

/** The picture on the paper as it is sent. Null: no quality makes it small enough. */
export async function stamped(paper: Paper, file: Blob): Promise<Stamped | null> {
  for (const quality of QUALITIES) {
    const jpeg = await paper.jpeg(quality);
    if (!jpeg || jpeg.size > MOST_BYTES) continue;
    const bytes = new Uint8Array(await bufferOf(jpeg));
    return { bytes, sha256: await hashOf(bytes), original: await hashOf(await bufferOf(file)) };
  }
  return null;
}

/** Old Safari has no `arrayBuffer` on a blob. */
export function bufferOf(blob: Blob): Promise<ArrayBuffer> {
  return new Response(blob).arrayBuffer();
}

export async function hashOf(bytes: Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return hexOf(hash);
}
