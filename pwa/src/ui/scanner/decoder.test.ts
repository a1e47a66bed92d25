import { describe, expect, it, vi } from "vitest";
import { decoder } from "./decoder";

const WHITE = { data: new Uint8ClampedArray(64 * 64 * 4).fill(255), width: 64, height: 64 };
const canvas = { width: 64, height: 64, getContext: () => ({ getImageData: () => WHITE }) } as never;

function builtIn(formats: () => Promise<string[]>, detect: () => Promise<{ rawValue: string }[]>) {
  return class {
    static getSupportedFormats = formats;
    detect = detect;
  };
}

describe("the decoder", () => {
  it("is the browser's own where that can read QR codes", async () => {
    const BarcodeDetector = builtIn(
      async () => ["qr_code"],
      async () => [{ rawValue: "told" }],
    );
    expect(await (await decoder({ BarcodeDetector }))(canvas)).toBe("told");
  });

  it("is ours where there is none, or none that knows QR codes, or one that is there by name alone", async () => {
    const detect = vi.fn();
    const failing = async () => Promise.reject(new DOMException("Barcode detection service unavailable."));
    for (const from of [
      {},
      { BarcodeDetector: builtIn(async () => ["ean_13"], detect) },
      { BarcodeDetector: builtIn(failing, detect) },
    ]) {
      expect(await (await decoder(from))(canvas)).toBeNull();
    }
    expect(detect).not.toHaveBeenCalled();
  });

  it("becomes ours when the browser's own fails at a picture", async () => {
    const detect = vi.fn(async () => Promise.reject(new DOMException("Barcode detection service unavailable.")));
    const decode = await decoder({ BarcodeDetector: builtIn(async () => ["qr_code"], detect) });
    expect([await decode(canvas), await decode(canvas)]).toEqual([null, null]);
    expect(detect).toHaveBeenCalledTimes(1);
  });
});
