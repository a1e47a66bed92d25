import { call } from "../api/client";
import type { components } from "../api/schema";

type Shapes = components["schemas"];

export type Mine = Shapes["MyReminders"];
export type Wish = Shapes["WishRequest"];
export type Target = Shapes["Target"];

export const readMine = (): Promise<Mine> => call("GET", "/api/reminders/mine");
/** What is not said stays as it is. */
export const keepWish = (wish: Partial<Wish>): Promise<Mine> => call("POST", "/api/reminders/mine", wish);
export const tellBrowser = (target: Target): Promise<void> => call("POST", "/api/reminders/subscriptions", target);
export const forgetBrowser = (): Promise<void> => call("POST", "/api/reminders/subscriptions/end");
export const openCalendar = (): Promise<{ url: string }> => call("POST", "/api/reminders/calendar");
export const closeCalendar = (): Promise<void> => call("POST", "/api/reminders/calendar/end");

/** An answer to a reminder, by the secret that came with it. */
export function answer(reply: string, what: "seen" | "on_my_way"): Promise<Shapes["ReplyReply"]> {
  return call("POST", "/api/reminders/replies", { reply, what });
}
