import type { Cell } from "../csv";
import { momentText } from "../dates";
import { t } from "../i18n";
import type { MonthLine } from "./calls";
import { type Line, NUMBERS, rateOf, type Term } from "./report";

/** The report as a file. Below it stands from which version of each month it was summed, by which policy, with its hash. */
export function fileOf(lines: Line[]): Cell[][] {
  const head = [t("townships.name"), t("closing.months_closed"), ...NUMBERS.map((name) => t(`number.${name}`))];
  const rows = lines.map((line) => [
    line.name,
    t("closing.closed_of", { n: line.closed.length, of: line.months.length, signed: line.signed }),
    ...NUMBERS.map((name) => line.sums[name]),
    rateOf(line.sums),
  ]);
  const versions = lines.flatMap((line) => line.closed.map(versionOf));
  const below = [t("townships.name"), t("closing.month"), t("closing.version"), t("closing.closed_on")];
  return [
    [...head, t("closing.rate")],
    ...rows,
    [],
    [...below, t("closing.signed_on"), t("export.policy"), "SHA-256"],
    ...versions,
    [],
    [t("closing.made_at"), momentText(new Date().toISOString())],
  ];
}

export function termText(term: Term): string {
  const [year = "", quarter] = term.split("-Q");
  return quarter === undefined ? t("closing.year", { year }) : t("closing.quarter", { year, quarter });
}

function versionOf({ name, month, newest }: MonthLine): Cell[] {
  if (newest === null) return [name, month.slice(0, 7)];
  const policies = newest.policies.map(({ id, version }) => `${id} ${version}`).join("、");
  return [
    name,
    month.slice(0, 7),
    newest.number,
    momentText(newest.closed_at),
    newest.signed_at === null ? "" : momentText(newest.signed_at),
    policies,
    newest.rows_sha256,
  ];
}
