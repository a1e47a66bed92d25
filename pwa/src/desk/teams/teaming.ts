import { call } from "../../api/client";
import type { Path } from "../api";
import { newId } from "../paper/entering";
import { queryString } from "../route";
import type { NewTeam, TeamFile, TeamLine } from "../rows";

const PATH = "/api/teams";

export const teamsPath = (place: string): Path<TeamLine[]> => ({ path: PATH + queryString({ place }) });
export const teamPath = (id: string): Path<TeamFile> => ({ path: `${PATH}/${encodeURIComponent(id)}` });

export function addTeam(place: string, kind: NewTeam["kind"], name: string): Promise<TeamFile> {
  return call("POST", PATH, { id: newId(), place, kind, name });
}

export function renameTeam({ id, name: seen }: TeamLine, name: string): Promise<TeamFile> {
  return call("POST", `${PATH}/${id}/rename`, { seen, name });
}

/** She belongs to the team from a day on; with `is_leader` she leads it, and whoever did so goes on as a member. */
export function join(team: string, user: string, valid_from: string, is_leader: boolean): Promise<TeamFile> {
  return call("POST", `${PATH}/${team}/members`, { user, valid_from, is_leader });
}

export function leave(team: string, member: string, valid_to: string): Promise<TeamFile> {
  return call("POST", `${PATH}/${team}/members/${member}/leave`, { valid_to });
}

export function watch(team: string, village: string, group_name: string, valid_from: string): Promise<TeamFile> {
  return call("POST", `${PATH}/${team}/areas`, { village, group_name, valid_from });
}

export function endWatch(team: string, area: string, valid_to: string): Promise<TeamFile> {
  return call("POST", `${PATH}/${team}/areas/${area}/end`, { valid_to });
}

export function endTeam(team: string, valid_to: string): Promise<TeamFile> {
  return call("POST", `${PATH}/${team}/end`, { valid_to });
}
