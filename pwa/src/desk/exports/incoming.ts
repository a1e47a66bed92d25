import { Failure } from "../../api/failure";

/** How many rows are written, of how many. */
export interface Progress {
  done: number;
  of: number;
}

/** The file that follows: its name, its size in bytes, its rows, and the hash over them. */
export interface Named {
  name: string;
  bytes: number;
  rows: number;
  digest: string;
}

const NEWLINE = 10;

/** What comes of an export: words of progress in lines, the line that names the file, and its bytes. */
export class Incoming {
  named: Named | undefined;
  #line: number[] = [];
  #pieces: Uint8Array<ArrayBuffer>[] = [];
  #size = 0;

  /** Takes what came, and gives the progress that it told of. Throws `Failure` where the server says that it failed. */
  take(came: Uint8Array<ArrayBuffer>): Progress[] {
    const told: Progress[] = [];
    let at = 0;
    while (this.named === undefined && at < came.length) {
      const end = came.indexOf(NEWLINE, at);
      this.#line.push(...came.subarray(at, end < 0 ? came.length : end));
      at = end < 0 ? came.length : end + 1;
      if (end >= 0) told.push(...this.#read());
    }
    if (at < came.length) {
      this.#pieces.push(came.subarray(at));
      this.#size += came.length - at;
    }
    return told;
  }

  /** The whole file. Throws `Failure` where the connection broke before its end. */
  file(): Blob {
    if (this.named === undefined || this.#size !== this.named.bytes) throw new Failure("no_network");
    return new Blob(this.#pieces);
  }

  #read(): Progress[] {
    const said = JSON.parse(new TextDecoder().decode(Uint8Array.from(this.#line)));
    this.#line = [];
    if (said.failed !== undefined) throw new Failure(said.failed);
    if (said.name === undefined) return [said];
    this.named = said;
    return [];
  }
}
