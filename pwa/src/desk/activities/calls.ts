import { call } from "../../api/client";
import type { components } from "../../api/schema";
import type { Path } from "../api";
import { queryString } from "../route";

type Schemas = components["schemas"];
export type Activities = Schemas["Activities"];
export type Activity = Schemas["ActivityLine"];
export type ActivityFile = Schemas["ActivityFile"];
export type Standing = Schemas["Standing"];
export type Plan = Schemas["PlanRequest"];
export type PlanWords = Schemas["PlanWords"];
export type Done = Schemas["DoneWords"];
export type Cancel = Schemas["CancelWords"];

const PATH = "/api/activities";

export const activitiesPath = (month: string): Path<Activities> => ({
  path: PATH + queryString({ month: month && `${month}-01` }),
});
export const activityPath = (id: string): Path<ActivityFile> => ({ path: `${PATH}/${encodeURIComponent(id)}` });

export function plan(asked: Plan): Promise<ActivityFile> {
  return call("POST", PATH, asked);
}

/** Plans it otherwise. */
export function change(id: string, asked: PlanWords): Promise<ActivityFile> {
  return call("POST", `${PATH}/${encodeURIComponent(id)}/change`, asked);
}

/** Says what came of it, or says it again. */
export function report(id: string, asked: Done): Promise<ActivityFile> {
  return call("POST", `${PATH}/${encodeURIComponent(id)}/report`, asked);
}

export function cancel(id: string, asked: Cancel): Promise<ActivityFile> {
  return call("POST", `${PATH}/${encodeURIComponent(id)}/cancel`, asked);
}
