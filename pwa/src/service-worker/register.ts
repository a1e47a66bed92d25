/**
 * Puts the app on the phone and watches for new versions.
 *
 * `onWaiting` is called when a new version is complete on the phone, and again when another tab has switched to it. It gets
 * the function that brings it here, which reloads the page: call that only when no form is open.
 */
export async function registerServiceWorker(onWaiting: (activate: () => void) => void): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.register("/service-worker.js");
  const tell = () => {
    const waiting = registration.waiting;
    if (waiting && navigator.serviceWorker.controller) onWaiting(() => switchTo(waiting));
  };
  tell();
  onTakenOver(() => onWaiting(() => location.reload()));
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", tell));
  // An installed app can stay open for weeks, and the browser looks for a new worker only when a page is loaded.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && navigator.onLine) registration.update().catch(() => undefined);
  });
}

/** The first worker of all takes over as well, and brings nothing new. */
function onTakenOver(then: () => void): void {
  let isFirst = navigator.serviceWorker.controller === null;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (!isFirst) then();
    isFirst = false;
  });
}

function switchTo(worker: ServiceWorker): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  worker.postMessage("activate");
}
