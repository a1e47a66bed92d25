/** A phone in memory: its own storage, clocks, timers and network, all of which a test can turn. */
import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import type { Account } from "../../local/account";
import type { Phone, StorageTold } from "../../local/phone";

/** What becomes of a request. `lost`: it never arrives; `unheard`: its reply is lost; `twice`: the way doubles it. */
export type Fault = "fine" | "lost" | "unheard" | "twice" | "cut" | "portal" | "busy" | "hangs" | "skips";

export const NOON = Date.parse("2026-06-01T04:00:00Z");

type Answer = (path: string, init: RequestInit) => Promise<Response>;

interface Timer {
  at: number;
  then: () => void;
}

export class PhoneInMemory implements Phone {
  indexedDB = new IDBFactory();
  IDBKeyRange = IDBKeyRange;
  zone = "Asia/Shanghai";
  session = "session-1";
  name = "test";
  app_version = "0.0.0";
  /** What the wall clock shows more than the true time. */
  wrongBy = 0;
  /** Faults of the next requests, in order; after them all is fine. */
  faults: Fault[] = [];
  requests = 0;
  persisted = 0;
  seen = true;
  private elapsed = 0;
  private seed = 1;
  private timers = new Set<Timer>();
  private wakers: (() => void)[] = [];
  private users: (() => void)[] = [];

  constructor(
    private readonly time: () => number,
    private readonly answer: Answer,
  ) {}

  wall = () => this.time() + this.wrongBy;
  mono = () => this.time() - NOON + this.elapsed;
  minutesEast = () => 480;
  isSeen = () => this.seen;
  subtle: SubtleCrypto | null = globalThis.crypto.subtle;
  onUse = (then: () => void) => void this.users.push(then);
  onWaking = (then: () => void) => void this.wakers.push(then);
  alone = <T>(_name: string, work: () => Promise<T>) => work();
  persist = async () => void this.persisted++;
  storageTold: StorageTold = { used: 40_000_000, free: 2_000_000_000, kept: true };
  storage = async () => this.storageTold;

  random = (bytes: Uint8Array) => {
    for (let index = 0; index < bytes.length; index++) {
      this.seed = (Math.imul(this.seed, 1_103_515_245) + 12_345) >>> 0;
      bytes[index] = this.seed >>> 16;
    }
    return bytes;
  };

  gzip: Phone["gzip"] = async (bytes: Uint8Array) => {
    const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new CompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };

  after = (milliseconds: number, then: () => void) => {
    const timer = { at: this.elapsed + milliseconds, then };
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  };

  /** Lets the phone's timers run as if so much time had passed. */
  elapse(milliseconds: number): void {
    this.elapsed += milliseconds;
    for (const timer of Array.from(this.timers)) {
      if (timer.at > this.elapsed) continue;
      this.timers.delete(timer);
      timer.then();
    }
  }

  get waitingTimers(): number {
    return this.timers.size;
  }

  use(): void {
    for (const then of this.users) then();
  }

  wake(): void {
    for (const then of this.wakers) then();
  }

  fetch = async (path: string, init: RequestInit): Promise<Response> => {
    this.requests++;
    const fault = this.faults.shift() ?? "fine";
    const early = EARLY[fault];
    if (early) return early();
    if (fault === "twice") await this.answer(path, init);
    return spoiled(fault, await this.answer(path, init));
  };
}

const EARLY: Partial<Record<Fault, () => Promise<Response>>> = {
  lost: () => Promise.reject(new TypeError("Failed to fetch")),
  portal: async () => new Response("<html>Log in to the hotel</html>", { status: 200 }),
  busy: async () => new Response("", { status: 503, headers: { "Retry-After": "7" } }),
  hangs: () => new Promise(() => undefined),
};

async function spoiled(fault: Fault, response: Response): Promise<Response> {
  if (fault === "unheard") throw new TypeError("Failed to fetch");
  if (fault === "cut") return new Response((await response.text()).slice(0, -7), { status: 200 });
  return fault === "skips" ? withoutFirstResult(response) : response;
}

async function withoutFirstResult(response: Response): Promise<Response> {
  const body = (await response.json()) as { results?: unknown[] };
  body.results?.shift();
  return new Response(JSON.stringify(body), { status: response.status });
}

export function accountOf(user: string, device: string): Account {
  const county = { code: "990000", name: "样县", timezone: "Asia/Shanghai" };
  const enrolled_at = "2026-06-01T04:00:00Z";
  return {
    user,
    name: user,
    role: "carer",
    place: "990000001",
    place_name: "样乡",
    county,
    device,
    token: `token-${user}`,
    enrolled_at,
  };
}
