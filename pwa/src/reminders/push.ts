import { forgetBrowser, type Target, tellBrowser } from "./own";

/** Why this browser gets no push, for a sentence of the page. */
export type NoPush = "none" | "denied" | "unreachable" | "failed";

/** Whether there is anything to turn on. In a WebView and on old phones there is not. */
export function canPush(): boolean {
  return "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
}

/** Turns notifications on; the server sends a test at once. What went wrong, or null. */
export async function turnOn(key: string): Promise<NoPush | null> {
  if (!canPush()) return "none";
  if ((await Notification.requestPermission()) !== "granted") return "denied";
  const subscription = await subscribed(key);
  if (subscription === null) return "unreachable";
  return tellBrowser(targetOf(subscription)).then(
    () => null,
    () => "failed",
  );
}

/** Turns them off, here and on the server. */
export async function turnOff(): Promise<void> {
  const registration = await navigator.serviceWorker.ready;
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  await forgetBrowser();
}

async function subscribed(key: string): Promise<PushSubscription | null> {
  const { pushManager } = await navigator.serviceWorker.ready;
  const how = { userVisibleOnly: true, applicationServerKey: bytesOf(key) };
  try {
    return await pushManager.subscribe(how);
  } catch {
    // One that was made for another key of the server stands in the way.
    await (await pushManager.getSubscription())?.unsubscribe();
    return pushManager.subscribe(how).catch(() => null);
  }
}

function targetOf(subscription: PushSubscription): Target {
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint: endpoint ?? "", p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" };
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const raw = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
}
