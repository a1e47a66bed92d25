/** Signing in by the county's identity provider: to it and back, with a secret that stays in this browser (PKCE). */
import { Failure } from "../api/failure";
import { request } from "../api/request";
import { addAccount, thisPhone } from "../local/accounts";
import { base64UrlOf } from "../local/bytes";
import { accountOf, type EnrolReply } from "./enrol";

const KEPT = "shouwang.oidc";

interface Begun {
  state: string;
  verifier: string;
}

/** The name of the provider, or null where the county has none. Throws `Failure`. */
export async function providerName(): Promise<string | null> {
  const path = "/api/accounts/sign-in-ways";
  const { value } = await request<{ oidc: string | null }>(thisPhone().phone, { method: "GET", path });
  return value?.oidc ?? null;
}

/** Goes to the provider; the browser comes back to `#/oidc/…`. Throws `Failure`. */
export async function goToProvider(): Promise<void> {
  const { phone } = thisPhone();
  if (!phone.subtle) throw new Failure("not_secure");
  const verifier = base64UrlOf(phone.random(new Uint8Array(32)));
  const hash = await phone.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const { address, state } = await ask<{ address: string; state: string }>("begin", {
    challenge: base64UrlOf(new Uint8Array(hash)),
  });
  sessionStorage.setItem(KEPT, JSON.stringify({ state, verifier } satisfies Begun));
  location.assign(address);
}

/** Comes in with what the provider sent along, once. Throws `Failure`: `oidc_state` where this browser did not begin. */
export async function comeFromProvider(state: string, code: string): Promise<void> {
  const { phone, book } = thisPhone();
  const begun = taken();
  if (code === "") throw new Failure("oidc_refused");
  if (begun?.state !== state) throw new Failure("oidc_state");
  const device = await book.device();
  const { verifier } = begun;
  const reply = await ask<EnrolReply>("finish", { state, code, verifier, device, device_name: phone.name });
  if (typeof reply.token !== "string") throw new Failure("bad_reply");
  await addAccount(accountOf(reply, device));
}

async function ask<T>(what: "begin" | "finish", body: object): Promise<T> {
  const path = `/api/accounts/oidc/${what}`;
  const { value } = await request<T>(thisPhone().phone, { method: "POST", path, json: JSON.stringify(body) });
  if (!value) throw new Failure("bad_reply");
  return value;
}

function taken(): Begun | null {
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  return kept === null ? null : (JSON.parse(kept) as Begun);
}
