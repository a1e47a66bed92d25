import { account, thisPhone } from "../local/accounts";
import { failureOf, orNoNetwork } from "./request";

/**
 * Asks our server for what comes bit by bit, or for bytes: it may take as long as it takes. Whoever stops it has
 * cancelled. Throws `Failure`.
 */
export async function streamed(path: string, body: unknown, stop: AbortSignal): Promise<Response> {
  const headers = { Authorization: `Bearer ${account.value?.token ?? ""}`, "Content-Type": "application/json" };
  const asked: RequestInit = { method: "POST", headers, body: JSON.stringify(body), signal: stop };
  const ours: RequestInit = { ...asked, cache: "no-store", credentials: "omit", redirect: "error" };
  const response = await orNoNetwork(() => thisPhone().phone.fetch(path, ours));
  if (!response.ok) throw failureOf(response, await response.text());
  return response;
}
