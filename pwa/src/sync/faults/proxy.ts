/** A bad line to the server: one TCP connection for each request, on which everything can happen that happens on the way. */
import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";

export const FAULTS = [
  "fine",
  "refused",
  "cut_in_head",
  "cut_in_body",
  "cut_after_body",
  "unheard",
  "cut_in_reply_head",
  "cut_in_reply_body",
  "short_request",
  "short_reply",
  "slow",
  "twice",
  "twice_at_once",
  "again_later",
  "late",
] as const;

/**
 * What becomes of a request. `refused` to `cut_after_body`: the connection dies before the server can have taken it in whole,
 * or the moment it has. `unheard`: the server has answered, and no byte of it arrives. `short_…`: sound HTTP around half a body.
 * `again_later`: a copy comes when the reply is long there. `late`: it comes after the phone has given it up.
 */
export type Fault = (typeof FAULTS)[number];

/** `at` says where within what is cut: 0 is its beginning, 1 its end. */
export interface Mishap {
  fault: Fault;
  at: number;
}

/** The header in which a test says what is to happen; it goes no further than this. */
export const MISHAP = "x-mishap";
const BLANK_LINE = Buffer.from("\r\n\r\n");
const OWN_HEADERS = [MISHAP, "connection", "content-length", "transfer-encoding", "keep-alive"];

interface Request {
  head: string;
  body: Buffer;
}

export class BadLine {
  /** Copies that have not come yet. */
  private under_way: Buffer[] = [];
  private readonly server = createServer((asked) => void this.pass(asked).catch(() => asked.socket.destroy()));

  constructor(private readonly upstream: URL) {}

  async open(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  /** What was still under way arrives, out of order; nobody waits for the replies. */
  async deliverLate(): Promise<void> {
    const late = this.under_way.reverse();
    this.under_way = [];
    for (const bytes of late) await this.exchange(bytes);
  }

  private async pass(asked: IncomingMessage): Promise<void> {
    const { fault, at } = JSON.parse(String(asked.headers[MISHAP] ?? '{"fault":"fine","at":0}')) as Mishap;
    if (fault === "refused") return void asked.socket.destroy();
    const request = await readWhole(asked);
    const bytes = wire(request);
    const reply = await this.answer(fault, at, request, bytes);
    for (const piece of reply) {
      asked.socket.write(piece);
      if (fault === "slow") await pause(2);
    }
    if (fault !== "late") asked.socket.destroySoon();
  }

  /** The bytes of the reply that get through, in pieces. */
  private async answer(fault: Fault, at: number, request: Request, bytes: Buffer): Promise<Buffer[]> {
    switch (fault) {
      case "cut_in_head":
        return this.cut(bytes.subarray(0, Math.floor(request.head.length * at)));
      case "cut_in_body":
        return this.cut(bytes.subarray(0, request.head.length + Math.floor(request.body.length * at)));
      case "cut_after_body":
        return this.cut(bytes);
      case "short_request":
        return [await this.exchange(wire(half(request, at)))];
      case "late":
        this.under_way.push(bytes);
        return [];
      default:
        return damaged(fault, at, await this.reply(fault, bytes));
    }
  }

  private async reply(fault: Fault, bytes: Buffer): Promise<Buffer> {
    if (fault === "again_later") this.under_way.push(bytes);
    if (fault === "twice_at_once") return Promise.race([this.exchange(bytes), this.exchange(bytes)]);
    if (fault === "twice") await this.exchange(bytes);
    return this.exchange(bytes, fault === "slow");
  }

  /** One request on a connection of its own, and every byte that comes back. */
  private exchange(bytes: Buffer, slowly = false): Promise<Buffer> {
    return new Promise((done, failed) => {
      const pieces: Buffer[] = [];
      const line = connect(Number(this.upstream.port), this.upstream.hostname, () => void send(line, bytes, slowly));
      line.on("data", (piece) => pieces.push(piece));
      line.on("end", () => done(Buffer.concat(pieces)));
      line.on("error", failed);
    });
  }

  /** The connection dies with so much sent; what the server makes of it is its own business. */
  private cut(bytes: Buffer): Promise<Buffer[]> {
    return new Promise((done, failed) => {
      const line = connect(Number(this.upstream.port), this.upstream.hostname, () => {
        line.write(bytes, () => {
          line.destroy();
          done([]);
        });
      });
      line.on("error", failed);
    });
  }
}

async function readWhole(asked: IncomingMessage): Promise<Request> {
  const pieces: Buffer[] = [];
  for await (const piece of asked) pieces.push(piece as Buffer);
  const kept: string[] = [];
  for (let index = 0; index < asked.rawHeaders.length; index += 2) {
    const [name = "", value = ""] = asked.rawHeaders.slice(index, index + 2);
    if (!OWN_HEADERS.includes(name.toLowerCase())) kept.push(`${name}: ${value}`);
  }
  const first = [`${asked.method} ${asked.url} HTTP/1.1`, ...kept, "Connection: close"].join("\r\n");
  return { head: first, body: Buffer.concat(pieces) };
}

function wire({ head, body }: Request): Buffer {
  return Buffer.concat([Buffer.from(`${head}\r\nContent-Length: ${body.length}`), BLANK_LINE, body]);
}

function half({ head, body }: Request, at: number): Request {
  return { head, body: body.subarray(0, Math.floor((body.length - 1) * at)) };
}

async function send(line: { write: (bytes: Buffer) => unknown }, bytes: Buffer, slowly: boolean): Promise<void> {
  if (!slowly) return void line.write(bytes);
  const size = Math.max(1, Math.ceil(bytes.length / 3));
  for (let from = 0; from < bytes.length; from += size) {
    line.write(bytes.subarray(from, from + size));
    await pause(2);
  }
}

function damaged(fault: Fault, at: number, reply: Buffer): Buffer[] {
  const head = reply.indexOf(BLANK_LINE) + BLANK_LINE.length;
  const inBody = head + Math.floor((reply.length - head - 1) * at);
  switch (fault) {
    case "unheard":
      return [];
    case "cut_in_reply_head":
      return [reply.subarray(0, Math.floor((head - 1) * at))];
    case "cut_in_reply_body":
      return [reply.subarray(0, inBody)];
    case "short_reply":
      return [shortened(reply.subarray(0, head).toString("latin1"), reply.subarray(head, inBody))];
    case "slow":
      return [reply.subarray(0, inBody), reply.subarray(inBody)];
    default:
      return [reply];
  }
}

function shortened(head: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(head.replace(/content-length: \d+/i, `content-length: ${body.length}`)), body]);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
