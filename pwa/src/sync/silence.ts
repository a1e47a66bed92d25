const DAY = 86_400_000;
const PATIENCE = 3;

/** For how many days nothing has got through, once it is time to say so; 0 before. Moments are ISO 8601. */
export function daysSilent(lastSuccess: string | null, enrolledAt: string, now: number): number {
  return daysOver(Date.parse(lastSuccess ?? enrolledAt), now);
}

/** For how many days something has waited, once it is time to say so; 0 before. In milliseconds. */
export function daysOver(since: number, now: number): number {
  const days = Math.floor((now - since) / DAY);
  return days >= PATIENCE ? days : 0;
}
