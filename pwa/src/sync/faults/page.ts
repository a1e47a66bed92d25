/** A phone that lies in a hand, and the app open on it: a page can be killed at any moment, what is stored stays. */
import { forceCloseDatabase, IDBFactory, IDBKeyRange } from "fake-indexeddb";
import type { Phone } from "../../local/phone";
import { MISHAP, type Mishap } from "./proxy";

const LONGER_THAN_ANY_WAIT = 60_000;

/** A piece of hardware. `wrongBy`: what its clock shows more than the true time, in milliseconds. */
export class Handset {
  readonly storage = new IDBFactory();
  wrongBy = 0;
  private state: number;

  constructor(
    readonly device: string,
    seed: number,
  ) {
    this.state = seed >>> 0;
  }

  random = (bytes: Uint8Array): Uint8Array => {
    for (let index = 0; index < bytes.length; index++) {
      this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
      bytes[index] = this.state >>> 24;
    }
    return bytes;
  };
}

/** One load of the app on a handset. */
export class Page implements Phone {
  zone = "Asia/Shanghai";
  name = "test";
  app_version = "0.0.0";
  IDBKeyRange = IDBKeyRange;
  indexedDB: IDBFactory;
  session: string;
  /** What happens to the next requests, in order; after them the line is good. */
  mishaps: Mishap[] = [];
  requests = 0;
  private elapsed = 0;
  private dead = new AbortController();
  private timers = new Set<{ at: number; then: () => void }>();
  private connections: IDBDatabase[] = [];
  private transactions = new Set<IDBTransaction>();

  constructor(
    private readonly handset: Handset,
    private readonly address: string,
    load: number,
  ) {
    this.session = `load-${load}`;
    this.indexedDB = this.watched(handset.storage);
  }

  random = (bytes: Uint8Array) => this.handset.random(bytes);
  wall = () => Date.now() + this.handset.wrongBy;
  mono = () => performance.now() + this.elapsed;
  minutesEast = () => 480;
  isSeen = () => true;
  subtle = globalThis.crypto.subtle;
  onUse = () => undefined;
  onWaking = () => undefined;
  persist = async () => undefined;
  storage = async () => ({ used: null, free: null, kept: null });
  /** Browsers without Web Locks know of no other tab. */
  alone = <T>(_name: string, work: () => Promise<T>) => work();

  gzip: Phone["gzip"] = async (bytes: Uint8Array) => {
    const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new CompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };

  after = (milliseconds: number, then: () => void) => {
    const timer = { at: this.elapsed + milliseconds, then };
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  };

  fetch = async (path: string, init: RequestInit): Promise<Response> => {
    this.requests++;
    if (this.dead.signal.aborted) return never();
    const mishap = this.mishaps.shift();
    const headers = { ...(init.headers as Record<string, string>), [MISHAP]: JSON.stringify(mishap) };
    const signal = AbortSignal.any([this.dead.signal, ...(init.signal ? [init.signal] : [])]);
    if (mishap?.fault === "late") setTimeout(() => this.elapse(LONGER_THAN_ANY_WAIT), 10);
    const asked = mishap ? { ...init, headers, signal } : { ...init, signal };
    return this.whileAlive(() => fetch(this.address + path, asked));
  };

  /** The tab is gone: what had not reached the disk is not there, and nothing of it runs on. */
  kill(): void {
    this.dead.abort();
    this.timers.clear();
    this.loseHandles();
  }

  /** The browser closes the databases under the page. */
  loseHandles(): void {
    for (const transaction of this.transactions) abort(transaction);
    for (const connection of this.connections) forceCloseDatabase(connection as never);
    this.transactions.clear();
    this.connections = [];
  }

  private elapse(milliseconds: number): void {
    this.elapsed += milliseconds;
    for (const timer of Array.from(this.timers)) {
      if (timer.at > this.elapsed) continue;
      this.timers.delete(timer);
      timer.then();
    }
  }

  private async whileAlive<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      return this.dead.signal.aborted ? never() : Promise.reject(thrown);
    }
  }

  /** The storage as this page sees it, so that its handles and transactions can be taken from it. */
  private watched(storage: IDBFactory): IDBFactory {
    const open = (name: string, version?: number) => {
      if (this.dead.signal.aborted) return new EventTarget() as IDBOpenDBRequest;
      const request = storage.open(name, version);
      request.addEventListener("upgradeneeded", () => this.watch(request.result));
      request.addEventListener("success", () => this.watch(request.result));
      return request;
    };
    const deleteDatabase = (name: string) => storage.deleteDatabase(name);
    return { open, deleteDatabase, cmp: storage.cmp.bind(storage), databases: () => storage.databases() };
  }

  private watch(connection: IDBDatabase): void {
    if (this.connections.includes(connection)) return;
    this.connections.push(connection);
    const begin = connection.transaction.bind(connection);
    connection.transaction = (...wanted: Parameters<IDBDatabase["transaction"]>) => {
      const transaction = begin(...wanted);
      this.transactions.add(transaction);
      for (const end of ["complete", "abort"])
        transaction.addEventListener(end, () => this.transactions.delete(transaction));
      return transaction;
    };
  }
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It had just been committed: then it is on the disk.
  }
}

function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}
