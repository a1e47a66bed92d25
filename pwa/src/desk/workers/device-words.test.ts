import { describe, expect, it } from "vitest";
import { deviceWords } from "./device-words";

const BROWSER = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/81.0 Mobile Safari/537.36";

describe("a phone's name", () => {
  it("is its model and system", () => {
    expect(deviceWords(`Mozilla/5.0 (Linux; Android 10; V2001A Build/QP1A.190711; wv) ${BROWSER}`)).toBe(
      "V2001A · Android 10",
    );
    expect(deviceWords(`Mozilla/5.0 (Linux; U; Android 8.1.0; zh-CN; vivo X21A) ${BROWSER}`)).toBe(
      "vivo X21A · Android 8.1.0",
    );
  });

  it("is the system alone where no model is told", () => {
    expect(deviceWords(`Mozilla/5.0 (Linux; Android 10; K) ${BROWSER}`)).toBe("Android 10");
    expect(deviceWords(`Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) ${BROWSER}`)).toBe("iPhone");
    expect(deviceWords(`Mozilla/5.0 (X11; Linux x86_64) ${BROWSER}`)).toBe("Linux");
  });

  it("stays as it is where someone chose it or nothing is known of it", () => {
    expect(deviceWords("办公室电脑")).toBe("办公室电脑");
    expect(deviceWords("Mozilla/5.0 (Plan 9)")).toBe("Mozilla/5.0 (Plan 9)");
  });
});
