/** A key out of a PIN, slowly on purpose. */
export const FEWEST_ROUNDS = 100_000;
const MOST_ROUNDS = 5_000_000;
/** Milliseconds that a try may take on the phone that made the key. */
const WORTH = 500;

/** PBKDF2-SHA256 to a key of AES-256-GCM. */
export async function pinKey(
  subtle: SubtleCrypto,
  pin: string,
  salt: Uint8Array,
  iterations: number,
): Promise<CryptoKey> {
  const secret = await subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: salt as Uint8Array<ArrayBuffer>, iterations };
  return subtle.deriveKey(how, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** How many rounds take half a second here, measured; never fewer than the fewest. */
export async function roundsFor(subtle: SubtleCrypto, mono: () => number): Promise<number> {
  const began = mono();
  // not an empty one: WebKit derives nothing from it, and says that it failed
  await pinKey(subtle, "000000", new Uint8Array(16), FEWEST_ROUNDS);
  const took = mono() - began;
  if (took <= 0) return FEWEST_ROUNDS;
  return Math.min(MOST_ROUNDS, Math.max(FEWEST_ROUNDS, Math.round((FEWEST_ROUNDS * WORTH) / took)));
}
