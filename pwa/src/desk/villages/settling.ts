import { call } from "../../api/client";
import type { Village } from "../rows";

const PATH = "/api/register/villages";

export function addVillage(township: string, name: string): Promise<Village> {
  return call("POST", PATH, { township, name });
}

export function renameVillage({ code, name: seen }: Village, name: string, since: string): Promise<Village> {
  return call("POST", `${PATH}/${code}/rename`, { seen, name, since });
}

/** It is part of another one since a day. */
export function mergeVillage(code: string, into: string, since: string): Promise<Village> {
  return call("POST", `${PATH}/${code}/merge`, { into, since });
}

/** People live there from now on. */
export function settle(code: string, people: string[]): Promise<Village> {
  return call("POST", `${PATH}/${code}/settle`, { people });
}
