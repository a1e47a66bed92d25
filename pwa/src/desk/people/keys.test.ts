import { describe, expect, it } from "vitest";
import { personAfterKey } from "./keys";

describe("keys in the list of people", () => {
  it("move by one, by a page and to the ends", () => {
    expect(personAfterKey("ArrowDown", 5, 100, 12)).toBe(6);
    expect(personAfterKey("ArrowUp", 5, 100, 12)).toBe(4);
    expect(personAfterKey("PageDown", 5, 100, 12)).toBe(17);
    expect(personAfterKey("Home", 5, 100, 12)).toBe(0);
    expect(personAfterKey("End", 5, 100, 12)).toBe(99);
  });

  it("stop at the first and the last", () => {
    expect(personAfterKey("ArrowUp", 0, 3, 12)).toBe(0);
    expect(personAfterKey("PageDown", 1, 3, 12)).toBe(2);
  });

  it("leave every other key alone", () => {
    expect(personAfterKey("Enter", 0, 3, 12)).toBeUndefined();
    expect(personAfterKey("toString", 0, 3, 12)).toBeUndefined();
  });
});
