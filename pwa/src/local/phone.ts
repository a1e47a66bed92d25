/** Bytes that are used and free here; whether the device has promised not to evict them. Null: it does not tell. */
export interface StorageTold {
  used: number | null;
  free: number | null;
  kept: boolean | null;
}

/** Everything that the core needs from the device it runs on, passed in so that tests can drive it. */
export interface Phone {
  indexedDB: IDBFactory;
  IDBKeyRange: typeof IDBKeyRange;
  fetch: (path: string, init: RequestInit) => Promise<Response>;
  /** The wall clock, in milliseconds since 1970. Never trusted. */
  wall(): number;
  /** Minutes that local time is ahead of UTC at a wall time. */
  minutesEast(wall: number): number;
  /** The phone's zone, as in the IANA database. */
  zone: string;
  /** Milliseconds since some moment; never goes back within a session. */
  mono(): number;
  /** An id of this page load. */
  session: string;
  random(bytes: Uint8Array): Uint8Array;
  /** Null where the page did not come over https: browsers then encrypt nothing. */
  subtle: SubtleCrypto | null;
  /** Calls back once after so many milliseconds, unless the returned function is called before. */
  after(milliseconds: number, then: () => void): () => void;
  /** Runs the work while no other tab runs work of that name, where the device can tell. A hint, never a guarantee. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Null where the device has no CompressionStream. */
  gzip: ((bytes: Uint8Array) => Promise<Uint8Array>) | null;
  /** Asks the device not to evict what is stored. */
  persist(): Promise<void>;
  /** How it keeps what is stored here, as far as it tells. */
  storage(): Promise<StorageTold>;
  /** Calls back whenever the network has come back or the page is looked at again. */
  onWaking(then: () => void): void;
  isSeen(): boolean;
  /** Calls back at every touch and key. */
  onUse(then: () => void): void;
  name: string;
  app_version: string;
}
