import type { Values } from "../../api/checkup-rows";
import type { CheckupFile, CheckupYear } from "../rows";

export function yearOf(file: CheckupFile, year: number): CheckupYear | undefined {
  return file.years.find((each) => each.year === year);
}

export function answersOf(checkup: CheckupYear | undefined): Values {
  return Object.assign({}, ...(checkup?.sections ?? []).map(({ answers }) => answers));
}

/** The day of this machine, YYYY-MM-DD; the server looks again. */
export function dayHere(): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
