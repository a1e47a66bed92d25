/** The office of the county, which a test in Python plays: it is asked a line and answers with a line. */
import { createInterface } from "node:readline";

/** The people of one history, signed in. `address` is the server's. */
export interface Start {
  address: string;
  users: string[];
  people: string[];
  seats: { user: string; device: string; token: string }[];
}

export interface Shown {
  kind: string;
  id: string;
  body: unknown;
}

export interface Entry {
  id: string;
  user: string;
  status: string;
  envelope: unknown;
  /** How many records it made. */
  records: number;
}

/** What the business tables say: what each user may see, by her id, and what was taken in from any of them. */
export interface Truth {
  visible: Record<string, Shown[]>;
  journal: Entry[];
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

export async function ask<T>(question: { do: string; [more: string]: unknown }): Promise<T> {
  process.stdout.write(`${JSON.stringify(question)}\n`);
  const { value } = await lines.next();
  return JSON.parse(value as string) as T;
}

export function hangUp(): void {
  process.stdin.destroy();
}
