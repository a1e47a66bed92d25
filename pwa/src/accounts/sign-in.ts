/** How an office signs in: login, password, and an authenticator's code where she has one. */
import { call } from "../api/client";
import { Failure } from "../api/failure";
import { request } from "../api/request";
import { addAccount, thisPhone } from "../local/accounts";
import { accountOf, type EnrolReply } from "./enrol";

/** What the server knows of her sign-in. */
export interface SignInState {
  login: string | null;
  has_password: boolean;
  must_set_password: boolean;
  totp: boolean;
}

export interface NewPassword {
  name: string | null;
  login: string;
  password: string;
  current: string | null;
}

/** What an authenticator is told; `qr` is an SVG. */
export interface TotpSecret {
  secret: string;
  qr: string;
}

/** Signs somebody of an office in on this browser. Throws `Failure`: `wrong_password`, `code_needed`, `sign_in_locked`. */
export async function signIn(login: string, password: string, code: string): Promise<void> {
  const { phone, book } = thisPhone();
  const device = await book.device();
  const asked = { login, password, code: code.trim() || null, device, device_name: phone.name };
  const path = "/api/accounts/sign-in";
  const { value } = await request<EnrolReply>(phone, { method: "POST", path, json: JSON.stringify(asked) });
  if (typeof value?.token !== "string") throw new Failure("bad_reply");
  await addAccount(accountOf(value, device));
}

export const signInState = (): Promise<SignInState> => call("GET", "/api/accounts/me");
export const setPassword = (asked: NewPassword): Promise<unknown> => call("POST", "/api/accounts/password", asked);
export const beginTotp = (): Promise<TotpSecret> => call("POST", "/api/accounts/totp");
export const confirmTotp = (code: string): Promise<unknown> => call("POST", "/api/accounts/totp/confirm", { code });
export const endTotp = (code: string): Promise<unknown> => call("POST", "/api/accounts/totp/end", { code });
