import { expect, test } from "vitest";
import type { CarerLoad } from "../rows";
import { candidates } from "./candidates";

const load = (name: string, visits: number, ...villages: string[]): CarerLoad => ({
  user: name,
  name,
  role: "carer",
  people: villages.length,
  substitute_for: 0,
  fully_dependent: 0,
  visits,
  is_heavy: false,
  villages: villages.map((village_name) => ({ village: village_name, village_name, people: 1 })),
});
const LOADS = [load("刘石云", 7, "白云村"), load("王强", 2, "石牛村"), load("赵水", 1), load("李香", 9, "石牛村")];
const names = (loads: CarerLoad[]) => loads.map(({ name }) => name);

test("who goes to the village already comes first, then who has least to do", () => {
  expect(names(candidates(LOADS, ["石牛村"], "", ""))).toEqual(["王强", "李香", "赵水", "刘石云"]);
});

test("one is found by her name, its letters or her village, and never is the one who leaves", () => {
  expect(names(candidates(LOADS, [], "石云", ""))).toEqual(["刘石云"]);
  expect(names(candidates(LOADS, [], "LSY", ""))).toEqual(["刘石云"]);
  expect(names(candidates(LOADS, [], "石牛", "王强"))).toEqual(["李香"]);
});
