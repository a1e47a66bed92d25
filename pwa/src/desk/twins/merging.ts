import { call } from "../../api/client";
import { newId } from "../paper/entering";
import type { Merge } from "../rows";

/** `gone` is the same person as `kept`. */
export function merge(kept: string, gone: string): Promise<Merge> {
  return call("POST", "/api/register/merges", { id: newId(), kept, gone });
}

export function undoMerge(id: string): Promise<Merge> {
  return call("POST", `/api/register/merges/${encodeURIComponent(id)}/undo`);
}
