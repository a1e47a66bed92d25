/** Counts the releases of the app, beside APP_VERSION: raised when a server may have reason to want phones to follow. */
export const APP_RELEASE = 1;
