/** The key with which a user's phone signs covers: made here, and its private half never leaves the browser. */
import { request } from "../api/request";
import { thisPhone } from "../local/accounts";
import { base64Of, bytesOfBase64, hexOf } from "../local/bytes";
import type { Session } from "../sync/session";

const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const HOW = { name: "ECDSA", hash: "SHA-256" };

/** `id` is the start of the SHA-256 of `public`, which is a point of 65 bytes in base64. */
export interface DeviceKey {
  id: string;
  public: string;
  sign: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;
}

interface Stored {
  private: CryptoKey;
  public: string;
  told: boolean;
}

/** This user's key on this phone, made where there is none yet; null where the browser keeps none. */
export async function ownKey({ account, phone }: Session): Promise<DeviceKey | null> {
  const { subtle } = phone;
  const stored = subtle && (await keptOrMade(account.user, subtle));
  if (!subtle || !stored) return null;
  const digest = await subtle.digest("SHA-256", bytesOfBase64(stored.public));
  return {
    id: hexOf(new Uint8Array(digest).subarray(0, 8)),
    public: stored.public,
    sign: async (bytes) => new Uint8Array(await subtle.sign(HOW, stored.private, bytes)),
  };
}

/** Tells the server the public half, once; without a network another time, at the latest with the first cover. */
export async function tellKey(session: Session): Promise<void> {
  const { account, phone } = session;
  if (!(await ownKey(session))) return;
  const { book } = thisPhone();
  const stored = await book.signingKey<Stored>(account.user);
  if (!stored || stored.told) return;
  const json = JSON.stringify({ public: stored.public });
  await request(phone, { method: "POST", path: "/api/covers/keys", token: account.token, json });
  await book.keepSigningKey(account.user, { ...stored, told: true });
}

async function keptOrMade(user: string, subtle: SubtleCrypto): Promise<Stored | null> {
  const { book } = thisPhone();
  const known = await book.signingKey<Stored>(user);
  if (known?.private?.type === "private") return known;
  const pair = await subtle.generateKey(CURVE, false, ["sign", "verify"]);
  const point = new Uint8Array(await subtle.exportKey("raw", pair.publicKey));
  const made = { private: pair.privateKey, public: base64Of(point), told: false };
  // Some browsers keep no keys, or give none back (WebKit without a keyring).
  await book.keepSigningKey(user, made).catch(() => undefined);
  const kept = await book.signingKey<Stored>(user);
  return kept?.private?.type === "private" ? kept : null;
}
