import { uuid7 } from "../../local/uuid";

const HERE = {
  wall: () => Date.now(),
  random: (bytes: Uint8Array) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
};

/** An id for something that is written down here. */
export function newId(): string {
  return uuid7(HERE);
}
