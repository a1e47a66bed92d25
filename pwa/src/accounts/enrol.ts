import { Failure } from "../api/failure";
import { request } from "../api/request";
import type { UserBody } from "../api/rows";
import type { Account, Accounts, County } from "../local/account";
import { addAccount, thisPhone } from "../local/accounts";
import type { Phone } from "../local/phone";

export { Failure } from "../api/failure";

export interface EnrolReply {
  token: string;
  user: UserBody;
  county: County;
  epoch: string;
  now: string;
}

/** Turns the code of a sign-in link into an account on this phone. Her data follow by themselves. Throws `Failure`. */
export async function enrol(code: string): Promise<Account> {
  const { phone, book } = thisPhone();
  const account = await askForToken(phone, book, code);
  await addAccount(account);
  // Not awaited: some browsers ask the user first.
  void phone.persist().catch(() => undefined);
  return account;
}

/** The request alone. The same phone may ask again with the same code: its first reply may have been lost. */
export async function askForToken(phone: Phone, book: Accounts, code: string): Promise<Account> {
  const device = await book.device();
  const json = JSON.stringify({ code: code.trim(), device, device_name: phone.name });
  const { value } = await request<EnrolReply>(phone, { method: "POST", path: "/api/accounts/enrol", json });
  if (typeof value?.token !== "string" || typeof value.user?.id !== "string") throw new Failure("bad_reply");
  return accountOf(value, device);
}

export function accountOf({ token, user, county, now }: EnrolReply, device: string): Account {
  const { id, name, role, place, place_name } = user;
  return { user: id, name, role, place, place_name, county, device, token, enrolled_at: now };
}
