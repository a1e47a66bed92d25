import { addDays } from "../period";

/** The seven days that end on a day, at the latest on today's. */
export function lastDays(to: string, today: string): { from: string; to: string } {
  const last = /^\d{4}-\d{2}-\d{2}$/.test(to) && to < today ? to : today;
  return { from: addDays(last, -6), to: last };
}
