import { describe, expect, it } from "vitest";
import { placeOf } from "./browsers";

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const SAFARI = `${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1`;
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.5 Safari/605.1.15";
const ANDROID = "Mozilla/5.0 (Linux; Android 10; V2001A) AppleWebKit/537.36 Chrome/81.0 Mobile Safari/537.36";
const told = (userAgent: string, maxTouchPoints = 5, standalone = false) =>
  placeOf({ userAgent, maxTouchPoints, standalone });

describe("where somebody can sign in so that it lasts", () => {
  it("is here on Android, on a desk, and on the home screen of iOS", () => {
    expect([told(ANDROID), told(MAC, 0), told(SAFARI, 5, true), told(MAC, 5, true)]).toEqual(Array(4).fill("here"));
  });

  it("is the home screen where iOS shows it in a browser, on an iPad as well", () => {
    expect([told(SAFARI), told(MAC, 5)]).toEqual(["ios_safari", "ios_safari"]);
    expect(told(`${IPHONE} CriOS/126.0 Mobile/15E148 Safari/604.1`)).toBe("ios_other");
  });

  it("is another browser where an app shows it inside itself", () => {
    expect(told(`${ANDROID} MicroMessenger/8.0.40`)).toBe("inside_an_app");
    expect(told(`${IPHONE} Mobile/15E148 MicroMessenger/8.0.49`)).toBe("inside_an_app");
    expect(told(`${ANDROID} QQ/9.0.8`)).toBe("inside_an_app");
    expect(told(`${ANDROID} MQQBrowser/14.7`)).toBe("here");
  });
});
