/**
 * What the outbox holds is bytes, and the first byte says how to read the rest: plain (0), or sealed (1). In both the
 * rest is the JSON that is sent, to the letter; a sealed one has `sealed` in place of `body`.
 */
const PLAIN = 0;
export const SEALED = 1;

/** A value as bytes: what is stored is what will be sent. */
export function packed(value: unknown, first = PLAIN): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(value));
  const bytes = new Uint8Array(json.length + 1);
  bytes[0] = first;
  bytes.set(json, 1);
  return bytes;
}

/** The JSON inside, as it was frozen. */
export function jsonOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(1));
}

/** The value inside, or null where it is sealed. */
export function unpacked<T>(bytes: Uint8Array): T | null {
  return bytes[0] === PLAIN ? (JSON.parse(jsonOf(bytes)) as T) : null;
}
