import { expect, it } from "vitest";
import { routeOf } from "./router";

it.each([
  ["", { page: "home" }],
  ["#/", { page: "home" }],
  ["#/people/0190-a", { page: "person", person: "0190-a" }],
  ["#/people/0190-a/visit", { page: "visit", person: "0190-a", outcome: "met" }],
  ["#/people/0190-a/visit/not-an-id", { page: "visit", person: "0190-a", outcome: "met" }],
  [
    "#/people/0190-a/visit/01a2195b-b256-7760-aada-3622548de35b",
    { page: "visit", person: "0190-a", outcome: "met", trip: "01a2195b-b256-7760-aada-3622548de35b" },
  ],
  ["#/people/0190-a/attempt", { page: "visit", person: "0190-a", outcome: "not_met" }],
  ["#/saved/0190-b", { page: "saved", record: "0190-b" }],
  ["#/records", { page: "records" }],
  ["#/me", { page: "me" }],
  ["#/enrol/K7%2FQ", { page: "enrol", code: "K7/Q" }],
  ["#/enrol/100%", { page: "enrol", code: "100%" }],
  ["#/desk/people/430321100?sort=light", { page: "desk" }],
  ["#/desk?from=2026-03-01", { page: "desk" }],
  ["#/people/0190-a/dance", { page: "unknown" }],
  ["#/people", { page: "unknown" }],
  ["#/door/s_0-Tz9", { page: "door", token: "s_0-Tz9" }],
  ["#/door", { page: "door", token: "" }],
  ["#/elsewhere", { page: "unknown" }],
])("reads %s", (hash, route) => {
  expect(routeOf(hash)).toEqual(route);
});
