import { expect, it } from "vitest";
import { daysOver, daysSilent } from "./silence";

const NOW = Date.parse("2026-06-10T04:00:00Z");

it("urges after three days without a sync, and after three days since she enrolled where there was none", () => {
  expect(daysSilent("2026-06-07T04:00:01Z", "2026-01-01T00:00:00Z", NOW)).toBe(0);
  expect(daysSilent("2026-06-07T04:00:00Z", "2026-01-01T00:00:00Z", NOW)).toBe(3);
  expect(daysSilent(null, "2026-06-09T04:00:00Z", NOW)).toBe(0);
  expect(daysSilent(null, "2026-06-01T04:00:00Z", NOW)).toBe(9);
});

it("says nothing where a clock was put back", () => {
  expect(daysSilent("2026-07-01T04:00:00Z", "2026-01-01T00:00:00Z", NOW)).toBe(0);
});

it("urges for pictures that have waited for three days, whatever else has got through", () => {
  expect(daysOver(NOW - 3 * 86_400_000 + 1, NOW)).toBe(0);
  expect(daysOver(NOW - 3 * 86_400_000, NOW)).toBe(3);
});
