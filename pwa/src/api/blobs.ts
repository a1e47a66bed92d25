/** Bytes by their hash, sent in pieces and fetched again (docs/protocol.md §8). */
import type { Phone } from "../local/phone";
import { Failure } from "./failure";
import { failureOf, orNoNetwork } from "./request";

type Radio = Pick<Phone, "fetch" | "after">;

/** A piece takes a minute on the worst of lines. */
const WAIT = 120_000;

/** The largest piece: what is cut off costs at most so much again. */
const PIECE = 262_144;
/** So often may somebody else have been first, or a piece have been lost, before it is given up. */
const MOST_TURNS = 5;

/**
 * Sends bytes to which a row of the server refers, from where an earlier try ended; returns once the server says of its
 * own that it has them all. Throws `Failure`, `bad_reply` where what it says cannot be.
 */
export async function sendBytes(phone: Radio, token: string, sha256: string, bytes: Uint8Array): Promise<void> {
  for (let turns = 0, at = -1; turns < MOST_TURNS; ) {
    const offset = await offsetOf(phone, token, sha256);
    if (offset === bytes.length) return;
    if (offset > bytes.length) throw new Failure("bad_reply");
    turns = offset > at ? 0 : turns + 1;
    at = offset;
    await sendPiece(phone, token, sha256, offset, bytes.subarray(offset, offset + PIECE));
  }
  throw new Failure("incomplete");
}

/** The bytes again, or the picture made small, for who may see a row that refers to them. Throws `Failure`. */
export async function fetchBytes(phone: Radio, token: string, sha256: string, size?: "small"): Promise<Blob> {
  const response = await asked(phone, token, size ? `${sha256}/${size}` : sha256, { method: "GET" });
  if (!response.ok) throw failureOf(response, await response.text());
  return orNoNetwork(() => response.blob());
}

/** A file that the server makes for who asks. Throws `Failure`. */
export async function fetchMade(phone: Radio, token: string, path: string, asked: object): Promise<Blob> {
  const headers = { "Content-Type": "application/json" };
  const response = await askedAt(phone, token, path, { method: "POST", headers, body: JSON.stringify(asked) });
  if (!response.ok) throw failureOf(response, await response.text());
  return orNoNetwork(() => response.blob());
}

async function offsetOf(phone: Radio, token: string, sha256: string): Promise<number> {
  const response = await asked(phone, token, sha256, { method: "HEAD" });
  const offset = Number.parseInt(response.headers.get("Upload-Offset") ?? "", 10);
  if (!response.ok || Number.isNaN(offset)) throw failureOf(response, "");
  return offset;
}

async function sendPiece(phone: Radio, token: string, sha256: string, offset: number, piece: Uint8Array) {
  const headers = { "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(offset) };
  const body = piece as Uint8Array<ArrayBuffer>;
  const response = await asked(phone, token, sha256, { method: "PATCH", headers, body });
  const failure = response.ok ? null : failureOf(response, await response.text());
  if (failure && failure.code !== "wrong_offset") throw failure;
}

function asked(phone: Radio, token: string, which: string, init: RequestInit): Promise<Response> {
  return askedAt(phone, token, `/api/blobs/${which}`, init);
}

function askedAt(phone: Radio, token: string, path: string, init: RequestInit): Promise<Response> {
  const headers = { ...init.headers, Authorization: `Bearer ${token}` };
  const stop = new AbortController();
  const ours: RequestInit = { ...init, headers, cache: "no-store", credentials: "omit", redirect: "error" };
  const cancel = phone.after(WAIT, () => stop.abort());
  return orNoNetwork(() => phone.fetch(path, { ...ours, signal: stop.signal })).finally(cancel);
}
