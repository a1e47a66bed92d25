import { expect, it } from "vitest";
import { isoLocal } from "./moments";

it("writes a moment as the phone shows it, ahead of and behind UTC", () => {
  const noon = Date.parse("2026-06-01T04:00:00.007Z");
  expect(isoLocal(noon, 480)).toBe("2026-06-01T12:00:00.007+08:00");
  expect(isoLocal(noon, -210)).toBe("2026-06-01T00:30:00.007-03:30");
  expect(isoLocal(noon, 0)).toBe("2026-06-01T04:00:00.007+00:00");
});
