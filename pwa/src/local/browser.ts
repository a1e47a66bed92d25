import type { Phone, StorageTold } from "./phone";
import { uuid7 } from "./uuid";

const LONGEST_WAIT_FOR_A_TAB = 30_000;

/** The device that the app runs on. */
export function thisBrowser(app_version: string): Phone {
  const random = (bytes: Uint8Array) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);
  return {
    indexedDB: window.indexedDB,
    IDBKeyRange: window.IDBKeyRange,
    fetch: (path, init) => window.fetch(path, init),
    wall: () => Date.now(),
    minutesEast: (wall) => -new Date(wall).getTimezoneOffset(),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? "",
    mono: () => performance.now(),
    session: uuid7({ wall: () => Date.now(), random }),
    random,
    subtle: window.crypto.subtle ?? null,
    after,
    alone,
    gzip: typeof CompressionStream === "undefined" ? null : gzip,
    persist: async () => {
      await navigator.storage?.persist?.();
    },
    storage,
    onWaking,
    onUse,
    isSeen: () => document.visibilityState === "visible",
    name: navigator.userAgent.slice(0, 200),
    app_version,
  };
}

/** Older browsers know less, and some throw in private windows. */
async function storage(): Promise<StorageTold> {
  const nothing: StorageEstimate = {};
  const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => nothing)) ?? nothing;
  const kept = await navigator.storage?.persisted?.().catch(() => null);
  return { used: usage ?? null, free: freeOf(quota, usage), kept: kept ?? null };
}

const GIB = 2 ** 30;

/** Newer Chromium tells every page of some whole GiB (ten at most) beyond what it uses, whatever is free: that says nothing. */
export function freeOf(quota: number | undefined, usage: number | undefined): number | null {
  if (quota === undefined || usage === undefined) return null;
  const beyond = quota - usage;
  return beyond > 0 && beyond % GIB === 0 ? null : Math.max(0, beyond);
}

function after(milliseconds: number, then: () => void): () => void {
  const timer = window.setTimeout(then, milliseconds);
  return () => window.clearTimeout(timer);
}

function onWaking(then: () => void): void {
  window.addEventListener("online", then);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") then();
  });
}

function onUse(then: () => void): void {
  for (const use of ["pointerdown", "keydown"]) document.addEventListener(use, then, { passive: true });
}

/** A tab that has died or is frozen with the lock in hand must not stop this one: two at once do no harm. */
async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (!navigator.locks) return work();
  const patience = new AbortController();
  const cancel = after(LONGEST_WAIT_FOR_A_TAB, () => patience.abort());
  let begun = false;
  try {
    return await navigator.locks.request(name, { signal: patience.signal }, () => {
      begun = true;
      cancel();
      return work();
    });
  } catch (thrown) {
    if (begun) throw thrown;
    return work();
  } finally {
    cancel();
  }
}

async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
