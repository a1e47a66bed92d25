import type { Phone } from "../local/phone";
import { Failure } from "./failure";

const WAIT = 30_000;
const WORTH_PACKING = 2_048;

/** A request to our own server. `json` is sent as it stands, `gzip` allows packing it. `wait` is in milliseconds. */
export interface Ask {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  token?: string | null;
  /** Why an office changes what is settled. */
  reason?: string;
  json?: string;
  gzip?: boolean;
  wait?: number;
}

/** A reply, the wall time at which its head came, and how long that took, both in milliseconds. */
export interface Reply<T> {
  value: T;
  wall: number;
  took: number;
}

type Radio = Pick<Phone, "fetch" | "gzip" | "after" | "mono" | "wall">;

/** Asks once, without any retry. Throws `Failure` and nothing else. */
export async function request<T>(phone: Radio, ask: Ask): Promise<Reply<T>> {
  const { init, stop } = await prepared(phone, ask);
  let cancel = (): void => undefined;
  const late = new Promise<never>((_, reject) => {
    cancel = phone.after(ask.wait ?? WAIT, () => {
      reject(new Failure("timed_out"));
      stop();
    });
  });
  try {
    return await Promise.race([exchange<T>(phone, ask.path, init), late]);
  } finally {
    cancel();
  }
}

async function exchange<T>(phone: Radio, path: string, init: RequestInit): Promise<Reply<T>> {
  const began = phone.mono();
  const response = await orNoNetwork(() => phone.fetch(path, init));
  const timing = { wall: phone.wall(), took: phone.mono() - began };
  const text = await orNoNetwork(() => response.text());
  if (!response.ok) throw failureOf(response, text);
  return { value: parsed(text, response.status) as T, ...timing };
}

async function prepared(phone: Radio, ask: Ask): Promise<{ init: RequestInit; stop: () => void }> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (ask.token) headers.Authorization = `Bearer ${ask.token}`;
  if (ask.reason) headers["Shouwang-Reason"] = encodeURIComponent(ask.reason);
  // A redirect would come from someone else's portal, and must not carry a record there.
  const init: RequestInit = { method: ask.method, headers, cache: "no-store", credentials: "omit", redirect: "error" };
  if (ask.json !== undefined) {
    headers["Content-Type"] = "application/json";
    init.body = await bodyOf(phone, ask.json, ask.gzip === true, headers);
  }
  const aborter = new AbortController();
  init.signal = aborter.signal;
  return { init, stop: () => aborter.abort() };
}

async function bodyOf(phone: Radio, json: string, gzip: boolean, headers: Record<string, string>): Promise<BodyInit> {
  const bytes = new TextEncoder().encode(json);
  if (!gzip || !phone.gzip || bytes.length <= WORTH_PACKING) return bytes;
  headers["Content-Encoding"] = "gzip";
  return (await phone.gzip(bytes)) as Uint8Array<ArrayBuffer>;
}

/** What the work comes to; whatever it throws means that nothing came. */
export async function orNoNetwork<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch {
    throw new Failure("no_network");
  }
}

function parsed(text: string, status: number): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure("bad_reply", status);
  }
}

/** The failure that a reply tells of. */
export function failureOf(response: Response, text: string): Failure {
  const { code, ...facts } = factsIn(text);
  const wait = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
  const known = typeof code === "string" ? code : codeByStatus(response.status);
  return new Failure(known, response.status, Number.isNaN(wait) ? null : wait, facts);
}

function factsIn(text: string): Record<string, unknown> {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === "object" && found !== null ? { ...found } : {};
  } catch {
    return {};
  }
}

/** For what a proxy on the way says without a code. A bare 401 or 403 is not our server's: nobody is to sign in again for it. */
function codeByStatus(status: number): string {
  if (status === 413) return "too_large";
  return status === 429 || (status >= 502 && status <= 504) ? "busy" : "bad_reply";
}
