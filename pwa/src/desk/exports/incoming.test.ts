import { describe, expect, it } from "vitest";
import { Failure } from "../../api/failure";
import { Incoming } from "./incoming";

const bytes = (text: string) => new TextEncoder().encode(text);
const NAMED = { name: "台账.csv", bytes: 5, rows: 2, digest: "ab" };

describe("what comes of an export", () => {
  it("is read whatever the pieces in which it comes", async () => {
    const whole = bytes(`${JSON.stringify({ done: 0, of: 2 })}\n${JSON.stringify({ done: 2, of: 2 })}\n`);
    const file = bytes(`${JSON.stringify(NAMED)}\na\n{b\n`);
    const all = Uint8Array.from([...whole, ...file]);
    for (const size of [1, 7, all.length]) {
      const incoming = new Incoming();
      const told = [];
      for (let at = 0; at < all.length; at += size) told.push(...incoming.take(all.slice(at, at + size)));
      expect(told).toEqual([
        { done: 0, of: 2 },
        { done: 2, of: 2 },
      ]);
      expect(incoming.named).toEqual(NAMED);
      expect(await incoming.file().text()).toBe("a\n{b\n");
    }
  });

  it("is a failure where the server says so, and where it breaks off", () => {
    const failing = new Incoming();
    expect(() => failing.take(bytes('{"failed":"busy"}\n'))).toThrow(new Failure("busy"));
    const broken = new Incoming();
    broken.take(bytes(`${JSON.stringify(NAMED)}\na`));
    expect(() => broken.file()).toThrow(new Failure("no_network"));
  });
});
