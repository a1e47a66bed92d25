/** The file of a phone that cannot send any more, handed in part by part; the server alone can open it. */
import { call } from "../../api/client";
import { Failure } from "../../api/failure";

type Standing = "whole" | "coming" | "unknown" | "refused";

/** What a part came to. */
interface Part {
  user: string;
  name: string;
  items: number;
  parked: number;
  pictures: Record<string, Standing>;
}

/**
 * Whose file it was, how many records it held and how many of them need somebody's attention; how many pictures and
 * voice notes, how many of them wait for a record that is parked, and how many nobody would take.
 */
export interface Rescued {
  name: string;
  items: number;
  parked: number;
  pictures: number;
  waiting: number;
  refused: number;
}

/** Hands a file in, and tells after each part how many of all are through. Twice the same changes nothing. Throws `Failure`. */
export async function handIn(text: string, tell: (through: number, all: number) => void): Promise<Rescued> {
  const parts = partsOf(text);
  const sum = { name: "", items: 0, parked: 0 };
  const standings = new Map<string, Standing>();
  for (const [index, sealed] of parts.entries()) {
    const { name, items, parked, pictures } = await call<Part>("POST", "/api/sync/rescue", { sealed });
    Object.assign(sum, { name, items: sum.items + items, parked: sum.parked + parked });
    for (const [sha, standing] of Object.entries(pictures)) standings.set(sha, standing);
    tell(index + 1, parts.length);
  }
  const count = (...which: Standing[]) => Array.from(standings.values()).filter((one) => which.includes(one)).length;
  return { ...sum, pictures: count("whole"), waiting: count("unknown", "coming"), refused: count("refused") };
}

/** The sealed parts of a file. Throws `Failure` `cannot_open` where it is another kind of file. */
export function partsOf(text: string): string[] {
  try {
    const { shouwang, parts } = JSON.parse(text) as { shouwang?: unknown; parts?: unknown };
    if (
      shouwang === "rescue" &&
      Array.isArray(parts) &&
      parts.length > 0 &&
      parts.every((part) => typeof part === "string")
    )
      return parts;
  } catch {
    // No JSON at all: said below.
  }
  throw new Failure("cannot_open");
}
