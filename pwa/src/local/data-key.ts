import { Failure } from "../api/failure";
import { joined } from "./bytes";
import type { Phone } from "./phone";

const NONCE_BYTES = 12;
const AES = { name: "AES-GCM", length: 256 } as const;

/** What can encrypt, and the chance that it needs. */
export interface Crypt {
  subtle: SubtleCrypto;
  random: Phone["random"];
}

/** What encrypts here. Throws `Failure` `not_secure` where browsers encrypt nothing. */
export function cryptOf({ subtle, random }: Phone): Crypt {
  if (!subtle) throw new Failure("not_secure");
  return { subtle, random };
}

/** A key of 32 bytes as the browser uses it and does not give it out again. */
export function importKey(subtle: SubtleCrypto, raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return subtle.importKey("raw", raw, AES, false, ["encrypt", "decrypt"]);
}

/** Nonce and ciphertext; the purpose is authenticated. */
export async function sealWith(
  { subtle, random }: Crypt,
  key: CryptoKey,
  content: Uint8Array<ArrayBuffer>,
  purpose: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const iv = random(new Uint8Array(NONCE_BYTES)) as Uint8Array<ArrayBuffer>;
  return joined(iv, new Uint8Array(await subtle.encrypt(howTo(iv, purpose), key, content)));
}

/** What `sealWith` sealed for the same purpose. Throws where the key is another or something has changed. */
export async function openWith(
  { subtle }: Pick<Crypt, "subtle">,
  key: CryptoKey,
  sealed: Uint8Array,
  purpose: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const iv = sealed.slice(0, NONCE_BYTES);
  return new Uint8Array(await subtle.decrypt(howTo(iv, purpose), key, sealed.slice(NONCE_BYTES)));
}

function howTo(iv: Uint8Array<ArrayBuffer>, purpose: string): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(purpose) };
}
