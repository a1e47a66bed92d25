/**
 * Sealing to the county: nobody but its server opens it again, not even this phone. The form is that of decision 0060:
 * form (1 byte) | key id (8) | the sender's point (65) | nonce (12) | AES-256-GCM, in base64url.
 */
import { base64UrlOf, bytesOfBase64, joined } from "./bytes";
import type { Phone } from "./phone";

/** A key of the county; `public` is a point of P-256, 65 bytes in base64. */
export interface CountyKey {
  id: string;
  public: string;
}

interface Sender {
  head: Uint8Array;
  key: CryptoKey;
}

const FORM = 1;
const ID_BYTES = 8;
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const INFO = new TextEncoder().encode("shouwang sealed to the county 1");

/** One point of the sender serves a page load: the server works its secret out once. */
export class CountySeal {
  private readonly publicKey: Uint8Array<ArrayBuffer>;
  private sender: Promise<Sender> | null = null;

  constructor(
    private readonly subtle: SubtleCrypto,
    private readonly phone: Pick<Phone, "random">,
    key: CountyKey,
  ) {
    this.publicKey = bytesOfBase64(key.public);
  }

  /** Seals for one purpose, which is authenticated: it opens for no other. */
  async seal(text: string, purpose: string): Promise<string> {
    return this.sealBytes(new TextEncoder().encode(text), purpose);
  }

  /** Makes the point of the sender while there is time. What goes wrong is told by the sealing that needs it. */
  prepare(): void {
    this.sender ??= this.newSender();
    this.sender.catch(() => undefined);
  }

  async sealBytes(content: Uint8Array<ArrayBuffer>, purpose: string): Promise<string> {
    this.sender ??= this.newSender();
    const { head, key } = await this.sender;
    const iv = this.phone.random(new Uint8Array(12)) as Uint8Array<ArrayBuffer>;
    const how = { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(purpose) };
    return base64UrlOf(joined(head, iv, new Uint8Array(await this.subtle.encrypt(how, key, content))));
  }

  private async newSender(): Promise<Sender> {
    const { subtle } = this;
    const county = await subtle.importKey("raw", this.publicKey, CURVE, false, []);
    const pair = await subtle.generateKey(CURVE, false, ["deriveBits"]);
    const point = new Uint8Array(await subtle.exportKey("raw", pair.publicKey));
    const secret = await subtle.deriveBits({ name: "ECDH", public: county }, pair.privateKey, 256);
    const shared = await subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
    const derivation = { name: "HKDF", hash: "SHA-256", salt: point, info: INFO };
    const key = await subtle.deriveKey(derivation, shared, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
    const id = new Uint8Array(await subtle.digest("SHA-256", this.publicKey)).subarray(0, ID_BYTES);
    return { head: joined(new Uint8Array([FORM]), id, point), key };
  }
}
