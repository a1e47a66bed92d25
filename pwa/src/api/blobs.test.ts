import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sendBytes } from "./blobs";

const SHA = "a".repeat(64);

/** A server that takes pieces, over a line that cuts each request off, or its reply, as `cuts` say. */
class Shelf {
  have = new Uint8Array(0);
  /** How many bytes came, those that came again too. */
  heard = 0;
  requests = 0;
  readonly after = () => () => undefined;

  constructor(private readonly cuts: ("none" | "request" | "reply")[]) {}

  readonly fetch = async (_: string, init: RequestInit): Promise<Response> => {
    const cut = this.cuts[this.requests++] ?? "none";
    if (cut === "request") throw new TypeError("cut off");
    const reply = init.method === "HEAD" ? this.offset() : this.append(init);
    if (cut === "reply") throw new TypeError("cut off");
    return reply;
  };

  private offset(): Response {
    return new Response(null, { status: 204, headers: { "Upload-Offset": String(this.have.length) } });
  }

  private append(init: RequestInit): Response {
    const piece = init.body as Uint8Array;
    const offset = Number(new Headers(init.headers).get("Upload-Offset"));
    this.heard += piece.length;
    if (offset !== this.have.length)
      return Response.json({ code: "wrong_offset", offset: this.have.length }, { status: 409 });
    const whole = new Uint8Array(offset + piece.length);
    whole.set(this.have);
    whole.set(piece, offset);
    this.have = whole;
    return this.offset();
  }
}

const cut = fc.constantFrom("none" as const, "none" as const, "request" as const, "reply" as const);

describe("bytes that are sent in pieces", () => {
  it("arrive whole however often the line is cut, and each cut costs at most one piece again", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 900_000 }), fc.array(cut, { maxLength: 12 }), async (size, cuts) => {
        const bytes = new Uint8Array(size).map((_, at) => at % 251);
        const shelf = new Shelf(cuts);
        for (let tries = 0; tries <= cuts.length; tries++)
          await sendBytes(shelf, "t", SHA, bytes).catch(() => undefined);
        expect(Buffer.compare(shelf.have, bytes)).toBe(0);
        expect(shelf.heard).toBeLessThanOrEqual(size + 262_144 * cuts.length);
      }),
      { numRuns: 60 },
    );
  });

  it("are not sent again where they are", async () => {
    const shelf = new Shelf([]);
    const bytes = new Uint8Array(300_000);
    await sendBytes(shelf, "t", SHA, bytes);
    await sendBytes(shelf, "t", SHA, bytes);
    expect(shelf.heard).toBe(300_000);
  });

  it("are given up where the server does not want them, with its reason", async () => {
    const refusing = {
      after: () => () => undefined,
      fetch: async (_: string, { method }: RequestInit) =>
        method === "HEAD"
          ? new Response(null, { status: 204, headers: { "Upload-Offset": "0" } })
          : Response.json({ code: "not_a_picture" }, { status: 409 }),
    };
    await expect(sendBytes(refusing, "t", SHA, new Uint8Array(9))).rejects.toMatchObject({ code: "not_a_picture" });
    const unknown = { after: () => () => undefined, fetch: async () => new Response(null, { status: 404 }) };
    await expect(sendBytes(unknown, "t", SHA, new Uint8Array(9))).rejects.toThrow();
  });
});
