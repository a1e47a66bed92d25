/** The county of the tests: a pair of keys that everybody knows, and the opening that only its server does. */
import { bytesOfBase64 } from "../../local/bytes";

/** The point of the scalar 0x990000. */
export const COUNTY_KEY = {
  id: "b52e512ca9884e08",
  public: "BL49RcTEpXLm5mNLm7N9GtITloBRGFfYWbTXuLRmJi49XvX+yv12UeNKBP9UZpTDsfXQ2wu0o0AcKb54+YjWpZY=",
};

const PRIVATE = {
  kty: "EC",
  crv: "P-256",
  d: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACZAAA",
  x: "vj1FxMSlcubmY0ubs30a0hOWgFEYV9hZtNe4tGYmLj0",
  y: "XvX-yv12UeNKBP9UZpTDsfXQ2wu0o0AcKb54-YjWpZY",
};
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const { subtle } = globalThis.crypto;

/** Opens what a phone sealed to this county. Throws where the purpose is another. */
export async function openSealed(text: string, purpose: string): Promise<Uint8Array<ArrayBuffer>> {
  const sealed = bytesOfBase64(text);
  const [point, iv, content] = [sealed.slice(9, 74), sealed.slice(74, 86), sealed.slice(86)];
  const mine = await subtle.importKey("jwk", PRIVATE, CURVE, false, ["deriveBits"]);
  const theirs = await subtle.importKey("raw", point, CURVE, false, []);
  const secret = await subtle.deriveBits({ name: "ECDH", public: theirs }, mine, 256);
  const shared = await subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const info = new TextEncoder().encode("shouwang sealed to the county 1");
  const how = { name: "HKDF", hash: "SHA-256", salt: point, info };
  const key = await subtle.deriveKey(how, shared, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
  const additionalData = new TextEncoder().encode(purpose);
  return new Uint8Array(await subtle.decrypt({ name: "AES-GCM", iv, additionalData }, key, content));
}

export async function openedText(text: string, purpose: string): Promise<string> {
  return new TextDecoder().decode(await openSealed(text, purpose));
}

/** What the server's enrolment adds for a phone that seals. */
export async function keysFor(user: string, sealed_key?: string) {
  const raw = sealed_key && (await openSealed(sealed_key, `data key ${user}`).catch(() => null));
  const data_key = raw ? btoa(String.fromCharCode(...raw)) : null;
  return { push_token: `push-${user}`, county_key: COUNTY_KEY, data_key };
}
