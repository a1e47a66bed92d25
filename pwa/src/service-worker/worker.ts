/**
 * Keeps the whole field app on the phone, so that it opens without a network.
 *
 * `list-files.ts` writes `self.FILES` and `self.VERSION` above this code when the app is built. A version lives in a cache of
 * its own, which is complete before the version is used. A new version takes over only when a page says that no form is open.
 */
export type {}; // makes this a module, so that `self` may be declared more exactly than the library does

declare const self: ServiceWorkerGlobalScope & { FILES: string[]; VERSION: string };

const PREFIX = "shouwang-app-";
const CURRENT = PREFIX + self.VERSION;

self.addEventListener("install", (event) => event.waitUntil(download()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", (event) => event.data === "activate" && self.skipWaiting());
self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  // Whatever goes to the server must not pass through here: a worker that dies halfway would hide a push's reply.
  if (method !== "GET" || origin !== self.location.origin || pathname.startsWith("/api/")) return;
  if (mode === "navigate") event.respondWith(fromCache("/", event.request));
  else if (self.FILES.includes(pathname)) event.respondWith(fromCache(pathname, event.request));
  else if (pathname.startsWith("/assets/")) event.respondWith(keptWhenUsed(event.request));
});

async function download(): Promise<void> {
  const cache = await caches.open(CURRENT);
  // Assets have a hash in their names; of all others the HTTP cache may hold an old version.
  const requests = self.FILES.map(
    (file) => new Request(file, { cache: file.startsWith("/assets/") ? "default" : "reload" }),
  );
  await cache.addAll(requests);
}

async function takeOver(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== CURRENT).map((name) => caches.delete(name)),
  );
  await self.clients.claim();
}

async function fromCache(file: string, request: Request): Promise<Response> {
  const cache = await caches.open(CURRENT);
  return (await cache.match(file)) ?? fetch(request);
}

async function keptWhenUsed(request: Request): Promise<Response> {
  const cache = await caches.open(CURRENT);
  const kept = await cache.match(request);
  if (kept) return kept;
  const reply = await fetch(request);
  if (reply.ok) await cache.put(request, reply.clone());
  return reply;
}
