import { language } from "../i18n/catalogue";
import { keepWish } from "./own";

/** Tells the server in which language reminders are wanted: that of the pages. Offline the page of reminders tells it later. */
export function tellLanguage(): void {
  keepWish({ language: language.value }).catch(() => undefined);
}
