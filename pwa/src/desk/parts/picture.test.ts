import { describe, expect, it } from "vitest";
import { pictureOf } from "./picture";

function drawn(svg: string): string {
  return decodeURIComponent(pictureOf(svg).replace("data:image/svg+xml;charset=utf-8,", ""));
}

describe("a QR code as a picture", () => {
  it("gets the namespace and the view box that an inline drawing does without", () => {
    const inline = '<svg width="76" height="76" class="segno"><path d="M2 2.5h7"/></svg>';
    expect(drawn(inline)).toContain('xmlns="http://www.w3.org/2000/svg"');
    expect(drawn(inline)).toContain('viewBox="0 0 76 76"');
  });

  it("stays as it is when it has both", () => {
    const whole = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 19 19"><path d="M2 2.5h7"/></svg>';
    expect(drawn(whole)).toBe(whole);
  });
});
