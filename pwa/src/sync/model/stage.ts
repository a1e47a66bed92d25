/** 红, a carer with two people, her phone and the server: the stage on which tests of sync play. */
import type { Envelope } from "../../api/rows";
import { saveVisitOf } from "../../records/save";
import { openSession, type Session } from "../session";
import { accountOf, NOON, PhoneInMemory } from "./phone";
import { Server } from "./server";

export let time = NOON;
export let server: Server;
export let phone: PhoneInMemory;
export let hong: Session;

export const VISIT = { mode: "home", status: "valid", answers: { ticks: { spirit: "ok" } } } as const;

/** Sets the stage anew; to be called before each test. */
export async function begin(): Promise<void> {
  time = NOON;
  server = new Server(() => time);
  for (const person of ["li", "wang"]) server.addPerson(person, person);
  server.assign("hong", "li");
  server.assign("hong", "wang");
  phone = new PhoneInMemory(
    () => time,
    (path, init) => server.answer(path, init),
  );
  hong = await open();
}

/** Lets true time pass, in milliseconds. */
export function pass(milliseconds: number): void {
  time += milliseconds;
}

export function open(user = "hong"): Promise<Session> {
  return openSession(phone, accountOf(user, "device-1"));
}

/** 红 starts the app again. */
export async function comeBack(): Promise<void> {
  hong = await open();
}

/** A visit a minute later; returns the id of its record. */
export function save(session = hong, person = "li", note = "好"): Promise<string> {
  pass(60_000);
  const start = new Date(phone.wall() - 600_000);
  return saveVisitOf(session, { ...VISIT, person, start, end: new Date(phone.wall()), note });
}

export function sync(session = hong): Promise<void> {
  return session.sync.ask("button");
}

export function pushes(): { items: Envelope[]; watermark: string }[] {
  return server.heard.filter(({ path }) => path.endsWith("push")).map(({ body }) => JSON.parse(body));
}

export function pulls(): { watermark: string }[] {
  return server.heard.filter(({ path }) => path.endsWith("pull")).map(({ body }) => JSON.parse(body));
}

export function states(session = hong): (string | undefined)[] {
  return session.memory.myRecords.value.map(({ state }) => state);
}

/** Keeps the next reply back, as it was when it was asked for, until the returned function is called. */
export function holdFirstReply(): () => void {
  const answer = server.answer.bind(server);
  let release = (): void => undefined;
  const held = new Promise<void>((done) => {
    release = done;
  });
  server.answer = async (path, init) => {
    server.answer = answer;
    const old = await answer(path, init);
    await held;
    return old;
  };
  return () => release();
}

/** Until so many requests have come to the server. */
export async function heard(requests: number): Promise<void> {
  while (server.heard.length < requests) await new Promise((done) => setTimeout(done, 1));
}
