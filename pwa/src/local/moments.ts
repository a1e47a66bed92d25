const MINUTE = 60_000;

/** A moment as the phone's own clock shows it: ISO 8601 with milliseconds and the offset from UTC. */
export function isoLocal(wall: number, minutesEast: number): string {
  const shown = new Date(wall + minutesEast * MINUTE).toISOString().slice(0, -1);
  const ahead = Math.abs(minutesEast);
  const sign = minutesEast < 0 ? "-" : "+";
  return `${shown}${sign}${twoDigits(Math.floor(ahead / 60))}:${twoDigits(ahead % 60)}`;
}

/** A moment in UTC, ISO 8601 with milliseconds. */
export function isoUtc(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
