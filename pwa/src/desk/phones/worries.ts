/** What about a phone wants a look, by what it last said of itself (docs/decisions/0132). */
import { t } from "../i18n";
import type { Device, Worker } from "../rows";

const MINUTE = 60_000;
const DAY = 86_400_000;
/** As the phone itself begins to say so. */
const SILENT_DAYS = 3;
/** A watermark is written down within minutes of a contact: an older one was held back by something unsent. */
const SETTLED = 10 * MINUTE;
/** In seconds: more would move visits to another day. */
const CLOCK = 600;
/** In MB: below 30 the phone takes no picture any more. */
const FREE = 100;

export const WORRIES = ["silent", "unsent", "clock", "full", "not_kept", "pictures", "old"] as const;
export type Worry = (typeof WORRIES)[number];

/** A phone that is in use, and whose it is. */
export interface PhoneLine {
  worker: Worker;
  device: Device;
  worries: Worry[];
}

/** The phones in use, those that want a look first, of them those longest silent. `version` is that of this page's app. */
export function phonesOf(workers: readonly Worker[], now: number, version: string): PhoneLine[] {
  const lines = workers
    .filter(({ active, is_staff }) => active && !is_staff)
    .flatMap((worker) => worker.devices.map((device) => ({ worker, device })))
    .filter(({ device }) => device.revoked_at === null)
    .map(({ worker, device }) => ({ worker, device, worries: worriesOf(device, now, version) }));
  return lines.sort((one, other) => rank(one) - rank(other) || lastHeard(one.device) - lastHeard(other.device));
}

/** The worst first. */
export function worriesOf(device: Device, now: number, version: string): Worry[] {
  const { condition, app_version } = device;
  const holds: Record<Worry, boolean> = {
    silent: silentDays(device, now) >= SILENT_DAYS,
    unsent: (condition?.unsent ?? 0) > 0 || isBehind(device),
    clock: Math.abs(condition?.clock ?? 0) > CLOCK,
    full: (condition?.free ?? FREE) < FREE,
    not_kept: condition?.kept === false,
    pictures: (condition?.pictures ?? 0) > 0,
    old: app_version !== null && app_version !== version,
  };
  return WORRIES.filter((worry) => holds[worry]);
}

/** Whole days since it was last heard of, or since it was enrolled. */
export function silentDays(device: Device, now: number): number {
  return Math.floor((now - lastHeard(device)) / DAY);
}

/** "快 11 分钟", "慢 2 小时". `clock`: how many seconds it is behind the server's. */
export function clockText(clock: number): string {
  const minutes = Math.round(Math.abs(clock) / 60);
  if (minutes === 0) return t("phones.clock_right");
  const which = clock > 0 ? "slow" : "fast";
  return minutes < 120
    ? t(`phones.clock_${which}`, { n: minutes })
    : t(`phones.clock_${which}_hours`, { n: Math.round(minutes / 60) });
}

/** MB, from a thousand on GB. */
export function sizeText(mb: number): string {
  return mb < 1_000 ? `${mb} MB` : `${(mb / 1_000).toFixed(mb < 10_000 ? 1 : 0)} GB`;
}

function isBehind({ watermark, last_contact }: Device): boolean {
  return watermark !== null && last_contact !== null && Date.parse(last_contact) - Date.parse(watermark) > SETTLED;
}

function lastHeard({ last_contact, enrolled_at }: Device): number {
  return Date.parse(last_contact ?? enrolled_at);
}

function rank({ worries: [worst] }: PhoneLine): number {
  return worst === undefined ? WORRIES.length : WORRIES.indexOf(worst);
}
