import { account, thisPhone } from "../local/accounts";
import { request } from "./request";

export { codeOf, Failure } from "./failure";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Asks our server as the current user, once. `body` is sent as JSON, `wait` in milliseconds. Throws `Failure`. */
export async function call<T>(method: Method, path: string, body?: unknown, how: { wait?: number } = {}): Promise<T> {
  const json = body === undefined ? {} : { json: JSON.stringify(body) };
  const token = account.value?.token ?? null;
  const why = reason === "" ? {} : { reason };
  return (await request<T>(thisPhone().phone, { method, path, token, ...json, ...why, ...how })).value;
}

/** What the office says to the calls that are begun now, where it was asked why. */
let reason = "";

/** Begins work whose first call says why it changes what is settled. */
export function withReason<T>(said: string, work: () => Promise<T>): Promise<T> {
  reason = said;
  try {
    return work();
  } finally {
    reason = "";
  }
}
