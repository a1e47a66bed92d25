import type { Account } from "./account";
import { cryptOf, openWith, sealWith } from "./data-key";
import type { Phone } from "./phone";
import { OpenSafe, type Safe, SealedSafe } from "./safe";

const PURPOSE = "token";

/** An account as it may be used now, and how its data are kept; staff have nothing here that is sealed. */
export async function opened(
  phone: Phone,
  stored: Account,
  key: CryptoKey | null,
): Promise<{ account: Account; safe: Safe }> {
  const { sealed_token, county_key } = stored;
  if (!sealed_token || !county_key) return { account: { ...stored }, safe: new OpenSafe() };
  const token = key && (await openToken(phone, key, sealed_token));
  const safe = new SealedSafe(cryptOf(phone), county_key, token ? key : null);
  return { account: { ...stored, token: token ?? stored.token }, safe };
}

/** The token that reads; null where the key is not the one that sealed it. */
export async function openToken(phone: Phone, key: CryptoKey, sealed: Uint8Array): Promise<string | null> {
  const bytes = await openWith(cryptOf(phone), key, sealed, PURPOSE).catch(() => null);
  return bytes && new TextDecoder().decode(bytes);
}

export function sealToken(phone: Phone, key: CryptoKey, token: string): Promise<Uint8Array> {
  return sealWith(cryptOf(phone), key, new TextEncoder().encode(token), PURPOSE);
}
