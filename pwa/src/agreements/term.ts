/** For how long an agreement holds, the same as on the server (`agreements.rules`); days as YYYY-MM-DD. */

/** The last day of so many months: from 15 March a year holds through 14 March. */
export function lastDay(from: string, months: number): string {
  const [year = 0, month = 1, day = 1] = from.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return dayAfter(first.toISOString().slice(0, 10), Math.min(day - 1, length) - 1);
}

export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
