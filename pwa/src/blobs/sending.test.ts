import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Failure } from "../api/failure";
import { cryptOf, importKey } from "../local/data-key";
import { SealedSafe } from "../local/safe";
import { sentState } from "../local/sent-blobs";
import { saveVisitOf } from "../records/save";
import { COUNTY_KEY } from "../sync/model/opening";
import { accountOf } from "../sync/model/phone";
import { begin, comeBack, hong, open, pass, phone, server, states, sync, VISIT } from "../sync/model/stage";
import { openSession, type Session } from "../sync/session";
import { blobOf, keepBlob, refusedOf, tryAgain } from "./album";
import { hashOf } from "./stamp";

const PIECE = 262_144;

/** Where pieces arrive. `cuts` says which requests never come, or of which the reply is lost. */
class Shelf {
  wanted = true;
  have = new Map<string, Uint8Array<ArrayBuffer>>();
  heard = 0;
  cuts: string[] = [];
  /** What it says instead of the truth. */
  lie: ((truth: number) => number) | null = null;
  refusal: string | null = null;

  answer = async (path: string, init: RequestInit): Promise<Response> => {
    const sha = path.slice("/api/blobs/".length);
    const cut = this.cuts.shift();
    if (cut === "request") throw new TypeError("cut off");
    const reply = this.wanted ? this.reply(sha, init) : Response.json({ code: "unknown" }, { status: 404 });
    if (cut === "reply") throw new TypeError("cut off");
    return reply;
  };

  private reply(sha: string, init: RequestInit): Response {
    const here = this.have.get(sha) ?? new Uint8Array(0);
    if (init.method === "HEAD") return this.standing(here.length);
    const piece = init.body as Uint8Array;
    this.heard += piece.length;
    if (this.refusal) return Response.json({ code: this.refusal }, { status: 409 });
    const offset = Number(new Headers(init.headers).get("Upload-Offset"));
    if (offset !== here.length) return Response.json({ code: "wrong_offset", offset: here.length }, { status: 409 });
    const whole = new Uint8Array(offset + piece.length);
    whole.set(here);
    whole.set(piece, offset);
    if (!this.lie) this.have.set(sha, whole);
    return this.standing(whole.length);
  }

  private standing(truth: number): Response {
    const offset = this.lie ? this.lie(truth) : truth;
    return new Response(null, { status: 204, headers: { "Upload-Offset": String(offset) } });
  }
}

let shelf: Shelf;

beforeEach(async () => {
  await begin();
  shelf = new Shelf();
  const answer = server.answer.bind(server);
  server.answer = (path, init) => (path.startsWith("/api/blobs/") ? shelf.answer(path, init) : answer(path, init));
});

afterEach(() => {
  vi.restoreAllMocks();
});

function bytesOf(size: number, seed = 1): Uint8Array<ArrayBuffer> {
  return new Uint8Array(size).map((_, at) => (at * seed) % 251);
}

/** A visit with a picture; returns the picture's name. */
async function saveWith(bytes: Uint8Array<ArrayBuffer>, session = hong, person = "li"): Promise<string> {
  const sha256 = await hashOf(bytes);
  await keepBlob(session.outbox, sha256, bytes);
  const pictures = [{ sha256, size: bytes.length }];
  await saveVisitOf(session, { ...VISIT, person, start: new Date(phone.wall()), pictures });
  return sha256;
}

/** A sync, and the pictures after it. */
async function syncAll(session = hong): Promise<void> {
  await sync(session);
  await sent(session);
}

async function sent(session: Session): Promise<void> {
  await vi.waitFor(() => expect((session.sync as unknown as { sending: boolean }).sending).toBe(false));
}

function left(session = hong): number {
  return session.sync.state.value.pictures;
}

/** Whether it still has to go, or was kept for nobody. What is sent stays for a while. */
async function isHere(sha: string, session = hong): Promise<boolean> {
  const row = await session.outbox.database.read(["blob"], ({ blob }) => blob.get(sha));
  return row !== undefined && !row.state.startsWith("acked ");
}

describe("a picture", () => {
  it("goes after its record, and its bytes go from the phone once the server has both", async () => {
    const bytes = bytesOf(300_000);
    const sha = await saveWith(bytes);
    await syncAll();
    expect(Buffer.compare(shelf.have.get(sha) as Uint8Array, bytes)).toBe(0);
    expect([left(), await isHere(sha)]).toEqual([0, false]);
  });

  it("that waits tells since when, also after the app was closed", async () => {
    const written = phone.wall();
    await saveWith(bytesOf(10));
    shelf.wanted = false;
    pass(86_400_000);
    await saveWith(bytesOf(20), hong, "wang");
    await syncAll();
    expect([left(), hong.sync.state.value.pictures_since]).toEqual([2, written]);
    const again = await open();
    await again.sync.recall();
    expect([left(again), again.sync.state.value.pictures_since]).toEqual([2, written]);
    shelf.wanted = true;
    await syncAll(again);
    expect([left(again), again.sync.state.value.pictures_since]).toEqual([0, null]);
  });

  it("is never waited for by a record", async () => {
    shelf.answer = () => new Promise(() => undefined);
    const sha = await saveWith(bytesOf(10));
    await sync();
    expect(states()).toEqual(["sent"]);
    expect(await isHere(sha)).toBe(true);
    phone.elapse(200_000);
  });

  it("arrives whole however often the line is cut and the app killed, and a cut costs one piece at most", async () => {
    const cuts = fc.array(fc.constantFrom("none", "request", "reply"), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 700_000 }), cuts, async (size, cut) => {
        await begin();
        shelf = new Shelf();
        const answer = server.answer.bind(server);
        server.answer = (path, init) =>
          path.startsWith("/api/blobs/") ? shelf.answer(path, init) : answer(path, init);
        const bytes = bytesOf(size);
        const sha = await saveWith(bytes);
        shelf.cuts = [...cut];
        let session = hong;
        for (let tries = 0; tries <= cut.length; tries++) {
          await syncAll(session);
          session = await open();
        }
        expect(Buffer.compare(shelf.have.get(sha) as Uint8Array, bytes)).toBe(0);
        expect(shelf.heard).toBeLessThanOrEqual(size + PIECE * cut.length);
        expect(await isHere(sha, session)).toBe(false);
      }),
      { numRuns: 8 },
    );
  });

  it("that two records name is sent once, and stays until the server has taken in both", async () => {
    const bytes = bytesOf(1_000);
    const sha = await saveWith(bytes);
    await saveWith(bytes, hong, "wang");
    await syncAll();
    expect([shelf.heard, left(), await isHere(sha)]).toEqual([1_000, 0, false]);
  });

  it("stays where the record has not been taken in, and nothing seems to be left to send", async () => {
    server.unassign("hong", "li");
    server.largestItem = 10;
    shelf.wanted = false;
    const sha = await saveWith(bytesOf(10));
    await syncAll();
    expect(states()).toEqual(["needs_attention"]);
    expect([left(), await isHere(sha)]).toEqual([0, true]);
  });

  it("is not taken for sent because a server says so that cannot be right", async () => {
    const sha = await saveWith(bytesOf(500));
    shelf.lie = () => 10_000;
    await syncAll();
    expect([left(), await isHere(sha)]).toEqual([1, true]);
    shelf.lie = () => 0;
    await syncAll();
    expect([left(), await isHere(sha)]).toEqual([1, true]);
    shelf.lie = null;
    await syncAll();
    expect([left(), await isHere(sha)]).toEqual([0, false]);
  });

  it("that no server will keep is sent once, stays, and holds up no other", async () => {
    const bad = await saveWith(bytesOf(10));
    shelf.refusal = "not_a_picture";
    await syncAll();
    shelf.refusal = null;
    const good = await saveWith(bytesOf(20, 3));
    await syncAll();
    expect([shelf.heard, left()]).toEqual([30, 0]);
    expect([await isHere(bad), await isHere(good)]).toEqual([true, false]);
  });

  it("that no server will keep is told, and may be tried once more", async () => {
    const sha = await saveWith(bytesOf(10));
    shelf.refusal = "not_a_picture";
    await syncAll();
    expect(hong.sync.state.value.refused).toBe(1);
    expect((await refusedOf(hong.outbox)).map((row) => [row.sha, row.refused])).toEqual([[sha, "not_a_picture"]]);
    shelf.refusal = null;
    await tryAgain(hong.outbox, sha);
    await syncAll();
    expect([hong.sync.state.value.refused, left(), shelf.have.has(sha)]).toEqual([0, 0, true]);
  });

  it("goes again where the server was restored from a backup that lacks it, once", async () => {
    server.backUp();
    const shas = [await saveWith(bytesOf(300)), await saveWith(bytesOf(400), hong, "wang")];
    await syncAll();
    expect([shelf.heard, left()]).toEqual([700, 0]);
    server.restore();
    shelf.have.delete(shas[0] as string);
    await syncAll();
    expect([shelf.heard, left(), states()]).toEqual([1_000, 0, ["sent", "sent"]]);
    await comeBack();
    await syncAll();
    expect(shelf.heard).toBe(1_000);
  });

  it("goes again where the server asks for it: the file was lost there, or it had told a lie", async () => {
    const asks = (sha256: string) =>
      server.write("u:hong", "wanted_blob", sha256, { id: sha256, sha256, asked_at: "2026-11-27T08:00:00Z" });
    const lost = await saveWith(bytesOf(300));
    await syncAll();
    shelf.have.delete(lost);
    await syncAll();
    expect([shelf.heard, left()]).toEqual([300, 0]);
    asks(lost);
    await syncAll();
    expect([shelf.heard, left(), await isHere(lost)]).toEqual([600, 0, false]);
    await syncAll();
    expect(shelf.heard).toBe(600);
    shelf.lie = () => 400;
    const believed = await saveWith(bytesOf(400, 3));
    await syncAll();
    expect([left(), await isHere(believed)]).toEqual([0, false]);
    shelf.lie = null;
    asks(believed);
    asks("0".repeat(64));
    await syncAll();
    expect([left(), shelf.have.has(believed)]).toEqual([0, true]);
  });

  it("that is sent stays for two weeks, within a bound, and as long as there is room", async () => {
    const kept = async () =>
      (await hong.outbox.database.read(["blob"], ({ blob }) => blob.all())).map(({ sha }) => sha);
    const first = await saveWith(bytesOf(100));
    await syncAll();
    pass(15 * 86_400_000);
    const second = await saveWith(bytesOf(200));
    await syncAll();
    expect(await kept()).toEqual([second]);
    await hong.outbox.database.write(["blob"], ({ blob }) =>
      blob.put({ sha: "large", bytes: new ArrayBuffer(1), mutation: [], state: sentState(phone.wall(), 39_999_990) }),
    );
    pass(86_400_000);
    const third = await saveWith(bytesOf(50));
    await syncAll();
    expect(await kept()).toEqual([third]);
    expect([first, second]).not.toContain(third);
    phone.storageTold = { used: 0, free: 1_000, kept: true };
    await saveWith(bytesOf(300));
    await syncAll();
    expect(await kept()).toEqual([]);
  });

  it("that is sent makes room for records before anything else does", async () => {
    await saveWith(bytesOf(100));
    await syncAll();
    const rows = hong.memory.rowsStamp;
    vi.spyOn(hong.outbox, "add").mockRejectedValueOnce(new Failure("storage_full"));
    await saveVisitOf(hong, { ...VISIT, person: "li", start: new Date(phone.wall()) });
    expect(await hong.outbox.database.read(["blob"], ({ blob }) => blob.count())).toBe(0);
    expect(hong.memory.rowsStamp).toBe(rows);
  });

  it("lies sealed on the phone, and waits while it is locked", async () => {
    const key = await importKey(phone.subtle as SubtleCrypto, new Uint8Array(32));
    const safe = new SealedSafe(cryptOf(phone), COUNTY_KEY, key);
    const session = await openSession(phone, accountOf("hong", "device-1"), safe);
    const bytes = bytesOf(4_000);
    const sha = await saveWith(bytes, session);
    const row = await session.outbox.database.read(["blob"], ({ blob }) => blob.get(sha));
    expect(Buffer.from(row?.bytes as ArrayBuffer).includes(Buffer.from(bytes.subarray(0, 40)))).toBe(false);
    safe.lock();
    await syncAll(session);
    expect([shelf.heard, left(session)]).toEqual([0, 1]);
    safe.unlock(key);
    expect(Buffer.compare((await blobOf(session.outbox, sha)) as Uint8Array, bytes)).toBe(0);
    await syncAll(session);
    expect([shelf.heard, left(session)]).toEqual([4_000, 0]);
  });

  it("of a form that nobody saved stays with its draft, and goes once no draft names it", async () => {
    const put = (sha: string) =>
      hong.outbox.database.write(["blob"], ({ blob }) =>
        blob.put({ sha, bytes: new Uint8Array([0, 1]).buffer, mutation: [], state: "queued" }),
      );
    await put("named");
    await put("loose");
    await hong.outbox.keepDraft("visit:wang", { pictures: [{ sha256: "named" }] });
    await saveWith(bytesOf(5));
    await syncAll();
    expect([await isHere("named"), await isHere("loose")]).toEqual([true, false]);
  });

  it("that finds no room says so, and its record is saved all the same", async () => {
    const full = new DOMException("full", "QuotaExceededError");
    vi.spyOn(hong.outbox.database, "write").mockRejectedValueOnce(full).mockRejectedValueOnce(full);
    await expect(keepBlob(hong.outbox, "a", bytesOf(5))).rejects.toMatchObject({ code: "storage_full" });
    await saveVisitOf(hong, { ...VISIT, person: "li", start: new Date(phone.wall()) });
    await syncAll();
    expect(states()).toEqual(["sent"]);
  });
});
