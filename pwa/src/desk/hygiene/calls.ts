import { call } from "../../api/client";
import type { components } from "../../api/schema";
import type { Path } from "../api";
import { queryString } from "../route";

type Schemas = components["schemas"];
export type Hygiene = Schemas["HygieneReply"];
export type Home = Schemas["HygieneHome"];
export type Check = Schemas["CheckLine"];
export type PointsFile = Schemas["PointsFile"];
export type PointsEntry = Schemas["PointsEntry"];

const PATH = "/api/hygiene";

export const hygienePath = (township: string, day: string): Path<Hygiene> => ({
  path: PATH + queryString({ township, day }),
});

export const pointsPath = (home: string): Path<PointsFile> => ({ path: `${PATH}/points/${encodeURIComponent(home)}` });

export function recordCampaign(asked: Schemas["NewCampaign"]): Promise<unknown> {
  return call("POST", `${PATH}/campaigns`, asked);
}

/** Gives points for something. Throws `too_few_points`. */
export function redeem(home: string, asked: Schemas["NewRedemption"]): Promise<PointsFile> {
  return call("POST", `${PATH}/points/${encodeURIComponent(home)}/redeem`, asked);
}

export function correct(home: string, asked: Schemas["Correction"]): Promise<PointsFile> {
  return call("POST", `${PATH}/points/${encodeURIComponent(home)}/correct`, asked);
}
