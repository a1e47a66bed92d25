import { call } from "../../api/client";
import { newId } from "../paper/entering";
import type { Assigning } from "../rows";

export type As = "primary" | "substitute";

/** Gives people to a worker from today on; null: to nobody, instead of somebody. */
export function assign(people: string[], user: string | null, as: As, instead_of: string | null): Promise<Assigning> {
  const moves = people.map((person) => ({ person, user }));
  return call("POST", "/api/register/assignings", { id: newId(), moves, as, instead_of });
}

export function undoAssigning(id: string): Promise<Assigning> {
  return call("POST", `/api/register/assignings/${encodeURIComponent(id)}/undo`);
}
