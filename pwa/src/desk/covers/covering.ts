import { call } from "../../api/client";
import type { Path } from "../api";
import { queryString } from "../route";
import type { Cover, Covers } from "../rows";

export const coversPath = (township: string): Path<Covers> => ({
  path: `/api/covers${queryString({ township })}`,
});

/** It ends with today. */
export function endCover(id: string): Promise<Cover> {
  return call("POST", `/api/covers/${encodeURIComponent(id)}/end`);
}
