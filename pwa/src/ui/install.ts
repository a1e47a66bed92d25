import { signal } from "@preact/signals";

/** What Chromium hands over when the app could be put on the home screen; other browsers never do. */
interface InstallPrompt extends Event {
  prompt(): Promise<void>;
}

/** Puts the app on the home screen; null while the browser does not offer it. */
export const install = signal<(() => void) | null>(null);

/** Keep the browser's offer for a button of our own. */
export function watchForInstall(): void {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    install.value = () => {
      install.value = null;
      void (event as InstallPrompt).prompt();
    };
  });
}
