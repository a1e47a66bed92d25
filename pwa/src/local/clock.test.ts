import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NOON, PhoneInMemory } from "../sync/model/phone";
import { Clock } from "./clock";

const delay = fc.integer({ min: 0, max: 30_000 });
const wrong = fc.integer({ min: -400 * 86_400_000, max: 400 * 86_400_000 });

function phoneAt(time: () => number): PhoneInMemory {
  return new PhoneInMemory(time, () => Promise.reject(new Error("no network")));
}

describe("the clock", () => {
  it("knows the server's time within its own error, whatever the phone shows and however lopsided the way is", () => {
    fc.assert(
      fc.property(wrong, delay, delay, (wrongBy, there, back) => {
        let time = NOON;
        const phone = phoneAt(() => time);
        phone.wrongBy = wrongBy;
        const clock = new Clock(phone);
        const began = phone.mono();
        time += there;
        const now = new Date(time).toISOString();
        time += back;
        clock.learn(now, phone.wall(), phone.mono() - began);
        const { offset, error } = clock.known;
        expect(Math.abs(phone.wall() + (offset ?? 0) - time)).toBeLessThanOrEqual((error ?? 0) + 1);
      }),
    );
  });

  it("never dates a capture before the last server time seen, nor claims to have seen one that was not", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(wrong, delay), { minLength: 1, maxLength: 20 }), (turns) => {
        let time = NOON;
        let seen = 0;
        const phone = phoneAt(() => time);
        const clock = new Clock(phone);
        for (const [wrongBy, passed] of turns) {
          time += passed;
          phone.wrongBy = wrongBy;
          clock.learn(new Date(time).toISOString(), phone.wall(), 0);
          seen = Math.max(seen, time);
          phone.wrongBy = -wrongBy;
          expect(Date.parse(clock.reading().seen ?? "")).toBe(seen);
          expect(clock.now()).toBeGreaterThanOrEqual(seen);
        }
      }),
    );
  });

  it("warns of a clock that is more than ten minutes off, and of no other", () => {
    const phone = phoneAt(() => NOON);
    const clock = new Clock(phone);
    for (const [minutes, warned] of [
      [9, null],
      [-11, 11],
      [11, -11],
    ] as const) {
      phone.wrongBy = minutes * 60_000;
      clock.learn(new Date(NOON).toISOString(), phone.wall(), 0);
      expect(clock.offMinutes()).toBe(warned);
    }
  });

  it("warns without any network when the phone's clock has gone back behind the last server time seen", () => {
    const phone = phoneAt(() => NOON);
    const clock = new Clock(phone);
    clock.learn(new Date(NOON).toISOString(), phone.wall(), 0);
    phone.wrongBy = -86_400_000;
    expect(clock.offMinutes()).toBe(1_440);
  });

  it("learns nothing from a reply without a time", () => {
    const clock = new Clock(phoneAt(() => NOON));
    clock.learn("soon", NOON, 10);
    expect(clock.known).toEqual({ offset: null, error: null, seen: null });
  });
});
