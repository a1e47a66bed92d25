import { fetchMade } from "../../api/blobs";
import { call } from "../../api/client";
import type { components } from "../../api/schema";
import { account, thisPhone } from "../../local/accounts";
import type { Path } from "../api";

type Shapes = components["schemas"];
export type Retention = Shapes["RetentionReply"];
export type FileStanding = Shapes["FileReply"];
export type Act = Shapes["ActLine"];
export type Because = Act["because"];

export const retentionPath = (): Path<Retention> => ({ path: "/api/retention" });

export const filePath = (person: string): Path<FileStanding> => ({ path: at(person) });

/** All that is held about a person, as a zip. */
export function copyOf(person: string, because: Because): Promise<Blob> {
  return fetchMade(thisPhone().phone, account.value?.token ?? "", `${at(person)}/copy`, { because });
}

/** For good. `name` is hers, typed once more. */
export function erase(person: string, because: Because, name: string, words: string | null): Promise<FileStanding> {
  return call("POST", `${at(person)}/erase`, { because, name, words });
}

function at(person: string): string {
  return `/api/retention/people/${encodeURIComponent(person)}`;
}
