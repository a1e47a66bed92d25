import { Failure } from "../api/failure";
import { request } from "../api/request";
import type { UserBody } from "../api/rows";
import type { Account, Accounts, County } from "../local/account";
import { addAccount, thisPhone } from "../local/accounts";
import { bytesOfBase64 } from "../local/bytes";
import type { CountyKey } from "../local/county-seal";
import { cryptOf } from "../local/data-key";
import type { Phone } from "../local/phone";
import { keysOf, type Newcomer } from "../local/unlocking";
import { isStaff } from "./roles";

export { Failure } from "../api/failure";

export interface EnrolReply {
  token: string;
  push_token: string;
  user: UserBody;
  county: County;
  county_key: CountyKey | null;
  data_key: string | null;
  epoch: string;
  now: string;
}

/**
 * Turns the code of a sign-in link into an account on this phone, and hands it the phone. In the field there is a PIN to be
 * chosen before that: then the newcomer comes back, and nothing is kept yet. Throws `Failure`.
 */
export async function enrol(code: string): Promise<Newcomer | null> {
  const { phone, book } = thisPhone();
  cryptOf(phone); // refused before the code is used up
  const reply = await askForToken(phone, book, code);
  const account = accountOf(reply, await book.device());
  // Not awaited: some browsers ask the user first.
  void phone.persist().catch(() => undefined);
  if (!isStaff(account.role)) return newcomer(account, await withDataKey(phone, book, code, reply));
  await addAccount(account);
  return null;
}

/** The request alone. The same phone may ask again with the same code: its first reply may have been lost. */
export async function askForToken(
  phone: Phone,
  book: Accounts,
  code: string,
  sealed_key: string | null = null,
): Promise<EnrolReply> {
  const device = await book.device();
  const json = JSON.stringify({
    code: code.trim(),
    device,
    device_name: phone.name,
    ...(sealed_key && { sealed_key }),
  });
  const { value } = await request<EnrolReply>(phone, { method: "POST", path: "/api/accounts/enrol", json });
  if (typeof value?.token !== "string" || typeof value.user?.id !== "string") throw new Failure("bad_reply");
  return value;
}

/** Whose code it is, only the reply tells: she who has been here before asks once more, with her key for the county to open. */
async function withDataKey(phone: Phone, book: Accounts, code: string, reply: EnrolReply): Promise<EnrolReply> {
  const sealed = await keysOf(reply.user.id).forCounty();
  return sealed ? askForToken(phone, book, code, sealed) : reply;
}

function newcomer(account: Account, { token, push_token, county_key, data_key }: EnrolReply): Newcomer {
  if (!county_key) throw new Failure("bad_reply");
  return {
    account: { ...account, token, county_key },
    push_token,
    data_key: data_key ? bytesOfBase64(data_key) : null,
  };
}

export function accountOf({ token, user, county, now }: EnrolReply, device: string): Account {
  const { id, name, role, place, place_name } = user;
  return { user: id, name, role, place, place_name, county, device, token, enrolled_at: now };
}
