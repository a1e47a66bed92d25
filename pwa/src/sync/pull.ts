import { Failure } from "../api/failure";
import type { PullAnswer, PullPage } from "../api/rows";
import type { Standing } from "../local/cache";
import { queueWanted } from "../local/sent-blobs";
import { digest } from "./digest";
import type { Line } from "./line";

const ROWS_A_PAGE = 500;
const MOST_PAGES = 2_000;

/** Pulls until there is no more. With `expectsNews` it does not ask first whether anything is new. */
export async function pull(line: Line, expectsNews: boolean): Promise<void> {
  if (!expectsNews && (await isUpToDate(line))) return;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    if (line.locked.peek() || !(await pullPage(line))) return;
  }
  throw new Failure("incomplete");
}

async function isUpToDate(line: Line): Promise<boolean> {
  const { epoch, have } = await line.cache.standing();
  if (epoch === null) return false;
  const answer = await ask<PullAnswer>(line, { epoch, digest: digest(have) });
  return answer.same === true && answer.epoch === epoch;
}

/** Whether there is more. */
async function pullPage(line: Line): Promise<boolean> {
  const asked = await line.cache.standing();
  const page = await ask<PullPage>(line, { ...asked, limit: ROWS_A_PAGE });
  if (!isPage(page)) throw new Failure("bad_reply");
  if (page.more && !moves(page, asked)) throw new Failure("incomplete");
  // Before the page is stored: after it nobody would look at these rows again.
  await queueWanted(line.outbox.database, wantedIn(page));
  const stored = await line.cache.apply(page, asked);
  return page.more || !stored;
}

/** Every reply may tell of a new epoch; then what was acknowledged before goes up again, whatever becomes of the page. */
async function ask<T extends { epoch: string; now: string }>(line: Line, body: Record<string, unknown>): Promise<T> {
  const watermark = await line.watermark();
  const news = await line.telling.news(0);
  const said = { device: line.device, watermark, ...news.head, ...body };
  const reply = await line.post<T>("/api/sync/pull", JSON.stringify(said));
  news.heard();
  await line.outbox.requeueUnless(reply.epoch);
  return reply;
}

function wantedIn({ rows }: PullPage): string[] {
  return rows.flatMap((row) => (row.kind === "wanted_blob" && !row.deleted ? [row.body.sha256] : []));
}

function isPage(page: PullPage): boolean {
  return Array.isArray(page.rows) && Array.isArray(page.drop) && typeof page.next === "object" && page.next !== null;
}

function moves(page: PullPage, asked: Standing): boolean {
  return (
    page.reset ||
    page.drop.length > 0 ||
    Object.keys(page.next).some((bucket) => page.next[bucket] !== asked.have[bucket])
  );
}
