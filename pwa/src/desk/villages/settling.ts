import { call } from "../../api/client";
import type { Village } from "../rows";

const PATH = "/api/register/villages";

export function addVillage(township: string, name: string): Promise<Village> {
  return call("POST", PATH, { township, name });
}

export function renameVillage({ code, name: seen }: Village, name: string): Promise<Village> {
  return call("POST", `${PATH}/${code}/rename`, { seen, name });
}

/** People live there from now on. */
export function settle(code: string, people: string[]): Promise<Village> {
  return call("POST", `${PATH}/${code}/settle`, { people });
}
