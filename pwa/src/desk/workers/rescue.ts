/** The file of a phone that cannot send any more, handed in part by part; the server alone can open it. */
import { call } from "../../api/client";
import { Failure } from "../../api/failure";

/** What a part came to. */
interface Part {
  user: string;
  name: string;
  items: number;
  parked: number;
}

/** Whose file it was, how many records it held, and how many of them need somebody's attention. */
export type Rescued = Omit<Part, "user">;

/** Hands a file in. Twice the same changes nothing. Throws `Failure`. */
export async function handIn(text: string): Promise<Rescued> {
  const sum: Rescued = { name: "", items: 0, parked: 0 };
  for (const sealed of partsOf(text)) {
    const { name, items, parked } = await call<Part>("POST", "/api/sync/rescue", { sealed });
    Object.assign(sum, { name, items: sum.items + items, parked: sum.parked + parked });
  }
  return sum;
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
