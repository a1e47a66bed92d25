import { call } from "../../api/client";
import type { components } from "../../api/schema";
import type { Path } from "../api";
import { queryString } from "../route";

type Shapes = components["schemas"];
export type Months = Shapes["MonthsReply"];
export type MonthLine = Shapes["MonthLine"];
export type Month = Shapes["MonthReply"];
export type MonthRow = Shapes["MonthRow"];
export type Version = Shapes["VersionLine"];
export type VersionFile = Shapes["VersionReply"];
export type Difference = Shapes["DifferenceLine"];
export type Cause = Shapes["CauseLine"];
export type Standing = Shapes["StandingReply"];
export type Unreported = Shapes["UnreportedLine"];

export const monthsPath = (until: string): Path<Months> => ({ path: `/api/closing${queryString({ until })}` });

export const monthPath = (township: string, month: string): Path<Month> => ({ path: at(township, month) });

export const standingPath = (township: string, month: string): Path<Standing> => ({
  path: `/api/closing/standing${queryString({ township, month })}`,
});

export const versionPath = (township: string, month: string, number: string): Path<VersionFile> => ({
  path: `${at(township, month)}/versions/${encodeURIComponent(number)}`,
});

export function closeMonth({ township, month }: MonthLine): Promise<Version> {
  return call("POST", `${at(township, month)}/close`);
}

/** The county signs what it has seen: the number and the hash that the page shows. */
export function signMonth({ township, month }: MonthLine, { number, rows_sha256 }: Version): Promise<Version> {
  return call("POST", `${at(township, month)}/sign`, { number, rows_sha256 });
}

export function reopenMonth({ township, month }: MonthLine, reason: string): Promise<unknown> {
  return call("POST", `${at(township, month)}/reopen`, { reason });
}

function at(township: string, month: string): string {
  return `/api/closing/${encodeURIComponent(township)}/${encodeURIComponent(month)}`;
}
