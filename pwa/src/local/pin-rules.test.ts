import { expect, it } from "vitest";
import { pinFault } from "./pin-rules";

it.each([
  ["12345", "short"],
  ["12345a", "short"],
  ["000000", "same"],
  ["123456", "row"],
  ["987654", "row"],
  ["890123", "row"],
  ["121212", "repeats"],
  ["258258", "repeats"],
  ["111222", "repeats"],
  ["196805", "date"],
  ["680512", "date"],
  ["200001", "date"],
])("refuses %s", (pin, fault) => {
  expect(pinFault(pin)).toBe(fault);
});

it.each(["739164", "285046", "902817"])("takes %s", (pin) => {
  expect(pinFault(pin)).toBeNull();
});
