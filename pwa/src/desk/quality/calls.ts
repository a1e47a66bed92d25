import type { components } from "../../api/schema";
import { type Path, townshipsPath } from "../api";
import { queryString } from "../route";
import type { Townships } from "../rows";

export type Quality = components["schemas"]["QualityReply"];
export type Finding = components["schemas"]["FindingLine"];

export const qualityPath = (township: string): Path<Quality> => ({
  path: `/api/quality${queryString({ township })}`,
});

export const townshipsOf = (): Path<Townships> => townshipsPath({});
