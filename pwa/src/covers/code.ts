/** The code that one phone shows and another one scans; the server's `covers/codes.py` has its form in words. */
import { type Day, dayOf } from "../duties/days";
import { hexOf, joined } from "../local/bytes";
import { base45Of, bytesOfBase45 } from "./base45";

export const PREFIX = "SHOUWANG:";
const PURPOSE = new TextEncoder().encode("shouwang cover\0");
const FORM = 1;
const SIGNATURE_BYTES = 64;
const DAY_ZERO = dayOf("2020-01-01");
const NOBODY = "00000000-0000-0000-0000-000000000000";
const UNKNOWN = 255;

export const PROGRAMMES = ["", "tekun", "dibao", "low_income", "resident"];
export const ARRANGEMENTS = ["", "dispersed", "centralised"];
export const ABILITIES = ["", "self", "semi", "full"];

/** A person as the code says her. `last`: the last visit at home; null: none is known of the last months. */
export interface Handed {
  id: string;
  name: string;
  village: string;
  programme: string;
  arrangement: string;
  ability: string;
  is_away: boolean;
  last: Day | null;
}

/** What a code says. `taker` is null where whoever scans it takes over; `key` is the start of the key's SHA-256 in hex digits. */
export interface Cover {
  id: string;
  giver: string;
  giver_name: string;
  taker: string | null;
  key: string;
  township: string;
  first: Day;
  last: Day;
  people: Handed[];
}

/** A code, signed. */
export async function codeOf(cover: Cover, sign: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>) {
  const signed = bytesOf(cover);
  return PREFIX + base45Of(joined(signed, await sign(joined(PURPOSE, signed))));
}

/** What was scanned; null where it is no code of a cover. Whose signature it is only the server can tell. */
export function coverIn(text: string): Cover | null {
  const bytes = text.startsWith(PREFIX) ? bytesOfBase45(text.slice(PREFIX.length)) : null;
  try {
    return bytes && read(new Reader(bytes.subarray(0, -SIGNATURE_BYTES)));
  } catch {
    return null;
  }
}

function bytesOf(cover: Cover): Uint8Array {
  const villages = Array.from(new Set(cover.people.map(({ village }) => village)));
  return joined(
    new Uint8Array([FORM]),
    ...[cover.id, cover.giver, cover.taker ?? NOBODY].map(idBytes),
    hexBytes(cover.key),
    number(Number(cover.township), 4),
    number(cover.first - DAY_ZERO, 2),
    number(cover.last - cover.first + 1, 1),
    textBytes(cover.giver_name),
    number(villages.length, 1),
    ...villages.map(textBytes),
    number(cover.people.length, 1),
    ...cover.people.map((person) => personBytes(person, cover.first, villages)),
  );
}

function personBytes(person: Handed, first: Day, villages: string[]): Uint8Array {
  const { programme, arrangement, ability, is_away, last } = person;
  const state =
    index(PROGRAMMES, programme) |
    (index(ARRANGEMENTS, arrangement) << 3) |
    (index(ABILITIES, ability) << 5) |
    (is_away ? 128 : 0);
  const ago = last === null ? UNKNOWN : Math.min(Math.max(first - last, 0), UNKNOWN);
  return joined(
    idBytes(person.id),
    textBytes(person.name),
    new Uint8Array([state, villages.indexOf(person.village), ago]),
  );
}

function read(reader: Reader): Cover | null {
  if (reader.number(1) !== FORM) return null;
  const [id, giver, taker] = [reader.id(), reader.id(), reader.id()];
  const key = hexOf(reader.take(8));
  const township = String(reader.number(4)).padStart(9, "0");
  const first = DAY_ZERO + reader.number(2);
  const last = first + reader.number(1) - 1;
  const giver_name = reader.text();
  const villages = Array.from({ length: reader.number(1) }, () => reader.text());
  const people = Array.from({ length: reader.number(1) }, () => personIn(reader, first, villages));
  if (reader.left > 0 || people.length === 0) return null;
  return { id, giver, giver_name, taker: taker === NOBODY ? null : taker, key, township, first, last, people };
}

function personIn(reader: Reader, first: Day, villages: string[]): Handed {
  const [id, name] = [reader.id(), reader.text()];
  const [state, village, ago] = [reader.number(1), reader.number(1), reader.number(1)];
  return {
    id,
    name,
    village: villages[village] ?? "",
    programme: PROGRAMMES[state & 7] ?? "",
    arrangement: ARRANGEMENTS[(state >> 3) & 3] ?? "",
    ability: ABILITIES[(state >> 5) & 3] ?? "",
    is_away: (state & 128) !== 0,
    last: ago === UNKNOWN ? null : first - ago,
  };
}

/** Takes bytes from the front; throws where there are no more. */
class Reader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get left(): number {
    return this.bytes.length - this.at;
  }

  take(size: number): Uint8Array {
    if (this.left < size) throw new RangeError("cut off");
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }

  number(size: number): number {
    return this.take(size).reduce((sum, byte) => sum * 256 + byte, 0);
  }

  id(): string {
    return hexOf(this.take(16)).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  text(): string {
    return new TextDecoder("utf-8", { fatal: true }).decode(this.take(this.number(1)));
  }
}

function number(value: number, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, at) => Math.floor(value / 256 ** (size - 1 - at)) & 255);
}

function textBytes(words: string): Uint8Array {
  // A name of more than 60 characters is cut: it is there to be recognised.
  const bytes = new TextEncoder().encode(Array.from(words).slice(0, 60).join(""));
  return joined(number(bytes.length, 1), bytes);
}

function idBytes(id: string): Uint8Array {
  return hexBytes(id.replace(/-/g, ""));
}

function hexBytes(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function index(words: string[], word: string): number {
  return Math.max(words.indexOf(word), 0);
}
