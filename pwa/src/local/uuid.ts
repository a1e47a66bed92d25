import { hexOf } from "./bytes";
import type { Phone } from "./phone";

/** A UUIDv7 (RFC 9562) in lower case: 48 bits of wall time, then 74 random ones. */
export function uuid7(phone: Pick<Phone, "wall" | "random">): string {
  const bytes = phone.random(new Uint8Array(16));
  writeTime(bytes, phone.wall());
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return dashed(hexOf(bytes));
}

function writeTime(bytes: Uint8Array, milliseconds: number): void {
  let rest = Math.max(0, Math.floor(milliseconds));
  for (let place = 5; place >= 0; place--) {
    bytes[place] = rest % 256;
    rest = Math.floor(rest / 256);
  }
}

function dashed(digits: string): string {
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join(
    "-",
  );
}
