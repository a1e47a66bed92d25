import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { joined } from "./bytes";
import { type CountyKey, CountySeal } from "./county-seal";
import { type Crypt, openWith, sealWith } from "./data-key";
import { jsonOf, packed, SEALED } from "./sealing";

/** How the data of one user are kept on this phone. */
export interface Safe {
  readonly locked: ReadonlySignal<boolean>;
  /** Whether what is written down is sealed to the county. */
  readonly sealing: boolean;
  /** A value as bytes to be stored, for one purpose; null while locked. */
  keep(value: unknown, purpose: string): Promise<Uint8Array | null>;
  /** What was kept for that purpose; null while locked, or where it cannot be opened. */
  read<T>(bytes: Uint8Array, purpose: string): Promise<T | null>;
  /** The same of bytes. */
  keepBytes(bytes: Uint8Array, purpose: string): Promise<Uint8Array | null>;
  readBytes(bytes: Uint8Array, purpose: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Does beforehand what the first sealing to the county waits for. */
  prepare(): void;
  /** Text that only the county reads; needs no key of the user's. */
  toCounty(text: string, purpose: string): Promise<string>;
}

/** For those whose part of the phone holds nothing personal: staff. */
export class OpenSafe implements Safe {
  readonly locked = signal(false);
  readonly sealing = false;

  async keep(value: unknown): Promise<Uint8Array> {
    return packed(value);
  }

  async read<T>(bytes: Uint8Array): Promise<T | null> {
    return bytes[0] === SEALED ? null : (JSON.parse(jsonOf(bytes)) as T);
  }

  async keepBytes(bytes: Uint8Array): Promise<Uint8Array> {
    return joined(new Uint8Array([0]), bytes);
  }

  async readBytes(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null> {
    return bytes[0] === SEALED ? null : bytes.slice(1);
  }

  prepare(): void {}

  toCounty(): Promise<string> {
    return Promise.reject(new RangeError("nothing is sealed here"));
  }
}

/** Sealed under the user's data key, which is there only while her part of the phone is unlocked. */
export class SealedSafe implements Safe {
  readonly locked = computed(() => this.key.value === null);
  readonly sealing = true;
  private readonly key = signal<CryptoKey | null>(null);
  private county: { id: string; seal: CountySeal };

  constructor(
    private readonly crypt: Crypt,
    countyKey: CountyKey,
    key: CryptoKey | null,
  ) {
    this.key.value = key;
    this.county = { id: countyKey.id, seal: new CountySeal(crypt.subtle, crypt, countyKey) };
  }

  lock(): void {
    this.key.value = null;
  }

  unlock(key: CryptoKey): void {
    this.key.value = key;
  }

  /** Seals to another key of the county from now on. */
  follow(countyKey: CountyKey): void {
    if (countyKey.id === this.county.id) return;
    this.county = { id: countyKey.id, seal: new CountySeal(this.crypt.subtle, this.crypt, countyKey) };
  }

  async keep(value: unknown, purpose: string): Promise<Uint8Array | null> {
    return this.keepBytes(new TextEncoder().encode(JSON.stringify(value)), purpose);
  }

  async read<T>(bytes: Uint8Array, purpose: string): Promise<T | null> {
    if (bytes[0] !== SEALED) return JSON.parse(jsonOf(bytes)) as T;
    const content = await this.readBytes(bytes, purpose);
    return content && (JSON.parse(new TextDecoder().decode(content)) as T);
  }

  async keepBytes(bytes: Uint8Array, purpose: string): Promise<Uint8Array | null> {
    const key = this.key.peek();
    if (!key) return null;
    const sealed = await sealWith(this.crypt, key, bytes as Uint8Array<ArrayBuffer>, purpose);
    return joined(new Uint8Array([SEALED]), sealed);
  }

  /** What was kept before its user had a key lies open. */
  async readBytes(bytes: Uint8Array, purpose: string): Promise<Uint8Array<ArrayBuffer> | null> {
    if (bytes[0] !== SEALED) return bytes.slice(1);
    const key = this.key.peek();
    return key && openWith(this.crypt, key, bytes.subarray(1), purpose).catch(() => null);
  }

  prepare(): void {
    this.county.seal.prepare();
  }

  toCounty(text: string, purpose: string): Promise<string> {
    return this.county.seal.seal(text, purpose);
  }
}
