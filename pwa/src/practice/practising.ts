import { localDay } from "../duties/moments";
import type { Account } from "../local/account";
import { backToWork, thisPhone, workAs } from "../local/accounts";
import { PRACTICE } from "../local/current";
import { cacheDatabase, outboxDatabase } from "../local/databases";
import type { Phone } from "../local/phone";
import { openSession, type Session } from "../sync/session";
import { t } from "./i18n";
import { PLACE, villageRows } from "./village";

/** Opens the village anew. It has databases of its own and no way out: whatever is asked of the network fails. */
export async function startPractice(): Promise<void> {
  await clear(thisPhone().phone);
  await workAs(practiceSession);
}

/** Closes the village, deletes all that was written in it, and goes back to whoever works on this phone. */
export async function stopPractice(): Promise<void> {
  await backToWork();
  await clear(thisPhone().phone);
}

/** A session in the village, on a phone that never gets through to anybody. */
async function practiceSession(phone: Phone): Promise<Session> {
  const alone: Phone = { ...phone, fetch: () => Promise.reject(new TypeError("practice")) };
  const session = await openSession(alone, villager(phone));
  const today = localDay(phone.wall());
  const rows = villageRows(phone.wall(), today, t("practice.village"), t("practice.name"));
  const next = Object.fromEntries(rows.map(({ bucket, seq }) => [bucket, seq]));
  const moment = new Date(phone.wall()).toISOString();
  const page = { epoch: PRACTICE, now: moment, drop: [], rows, next, more: false, reset: true };
  await session.cache.apply(page, await session.cache.standing());
  return session;
}

function villager(phone: Phone): Account {
  const { village: place } = PLACE;
  const county = { code: "990000", name: t("practice.village"), timezone: "Asia/Shanghai" };
  const whose = { user: PRACTICE, name: t("practice.name"), role: "carer", place, place_name: t("practice.village") };
  return { ...whose, county, device: PRACTICE, token: "", enrolled_at: new Date(phone.wall()).toISOString() };
}

async function clear(phone: Phone): Promise<void> {
  await outboxDatabase(phone, PRACTICE).delete();
  await cacheDatabase(phone, PRACTICE).delete();
}
