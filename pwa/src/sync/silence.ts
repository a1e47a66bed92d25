const DAY = 86_400_000;
const PATIENCE = 3;

/** For how many days nothing has got through, once it is time to say so; 0 before. Moments are ISO 8601. */
export function daysSilent(lastSuccess: string | null, enrolledAt: string, now: number): number {
  const days = Math.floor((now - Date.parse(lastSuccess ?? enrolledAt)) / DAY);
  return days >= PATIENCE ? days : 0;
}
