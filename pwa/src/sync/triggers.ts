import type { Phone } from "../local/phone";
import type { Session } from "./session";

const MINUTE = 60_000;

/** Asks for a sync when the network comes back, when the page is looked at again, and each minute while it is. */
export function watch(phone: Phone, session: () => Session | null): void {
  const tick = () => {
    if (phone.isSeen()) void session()?.sync.ask("timer");
    phone.after(MINUTE, tick);
  };
  phone.onWaking(() => void wake(session()));
  phone.after(MINUTE, tick);
}

/** Another tab may have synced meanwhile: what it stored is shown even where there is no network now. */
async function wake(session: Session | null): Promise<void> {
  await session?.refresh().catch(() => undefined);
  await session?.sync.ask("event");
}
