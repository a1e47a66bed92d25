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

self.addEventListener("push", (event) => event.waitUntil(notify(event.data?.json() as Told | undefined)));
self.addEventListener("notificationclick", (event) => event.waitUntil(tapped(event)));
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event as SubscriptionChange)));

/** What a push says: numbers alone, and the secret by which it is answered. */
interface Told {
  title: string;
  body: string;
  reply: string;
  /** The words of the button, in the language of whom it is for. */
  on_my_way: string;
  test: boolean;
}

interface SubscriptionChange extends ExtendableEvent {
  oldSubscription?: PushSubscription | null;
  newSubscription?: PushSubscription | null;
}

/** A notification is shown for every push: a browser that sees none takes the permission back. */
async function notify(told: Told | undefined): Promise<void> {
  const actions = told && !told.test ? [{ action: "on_my_way", title: told.on_my_way }] : [];
  const how = { body: told?.body ?? "", tag: "due", icon: "/icons/lantern.svg", data: told?.reply, actions };
  await self.registration.showNotification(told?.title ?? "守望", how);
  if (told?.test) await answer(told.reply, "seen");
}

/** One tap: the answer goes off, and the app opens where the form of whoever waits most is. */
async function tapped({ notification, action }: NotificationEvent): Promise<void> {
  notification.close();
  const [open] = await Promise.all([
    self.clients.matchAll({ type: "window", includeUncontrolled: true }),
    answer(String(notification.data ?? ""), action === "on_my_way" ? "on_my_way" : "seen"),
  ]);
  const [page] = open;
  if (page === undefined) await self.clients.openWindow("/#/due");
  else {
    // The page goes there itself, unless it holds a form.
    page.postMessage("due");
    await page.focus().catch(() => undefined);
  }
}

async function answer(reply: string, what: "seen" | "on_my_way"): Promise<void> {
  await tell("/api/reminders/replies", { reply, what });
}

/** A browser may change its subscription by itself; the old one's secret says that it is the same. */
async function renew({ oldSubscription, newSubscription }: SubscriptionChange): Promise<void> {
  if (!oldSubscription) return;
  const made = newSubscription ?? (await self.registration.pushManager.subscribe(oldSubscription.options));
  await tell("/api/reminders/subscriptions/renew", { old: targetOf(oldSubscription), new: targetOf(made) });
}

function targetOf(subscription: PushSubscription): object {
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint, p256dh: keys?.p256dh, auth: keys?.auth };
}

async function tell(path: string, said: object): Promise<void> {
  const json = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(said) };
  await fetch(path, { ...json, credentials: "omit" }).catch(() => undefined);
}

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
