import { describe, expect, it } from "vitest";
import { uuid7 } from "./uuid";

describe("uuid7", () => {
  it("holds the time, the version, the variant and random bits", () => {
    const random = (bytes: Uint8Array) => bytes.fill(0xff);
    expect(uuid7({ wall: () => 0x0123456789ab, random })).toBe("01234567-89ab-7fff-bfff-ffffffffffff");
  });

  it("is a valid id on a phone whose clock stands before 1970", () => {
    const random = (bytes: Uint8Array) => bytes.fill(0);
    expect(uuid7({ wall: () => -5, random })).toBe("00000000-0000-7000-8000-000000000000");
  });
});
