import { t } from "../i18n";
import { DutyName } from "../parts/duty-name";
import { LightCounts } from "../parts/lights";
import { hashOf, periodOf, route } from "../route";
import type { HouseholdDuty, Townships } from "../rows";

/** What is owed to the households of each township; each line leads to the list of them. */
export function HouseholdDuties({ value }: { value: Townships }) {
  const lines = value.rows.flatMap((row) => row.household_duties.map((line) => ({ row, line })));
  if (lines.length === 0) return null;
  return (
    <section class="desk-section" aria-labelledby="desk-household-duties">
      <h2 id="desk-household-duties">{t("households.duties")}</h2>
      <HouseholdSums
        lines={lines.map(({ row, line }) => ({
          line,
          name: <a href={hashOf("households", row.township, periodOf(route.value.query))}>{row.name}</a>,
        }))}
      />
    </section>
  );
}

interface Line {
  line: HouseholdDuty;
  name?: preact.ComponentChildren;
}

/** Duties of households with their sums; with the township's name where there are several. */
export function HouseholdSums({ lines }: { lines: Line[] }) {
  const named = lines.some(({ name }) => name !== undefined);
  return (
    <table class="desk-table desk-own-duties">
      <thead>
        <tr>
          {named && <Head of="name" />}
          <Head of="duty" />
          <Head of="light" />
          <Head of="households" />
          <Head of="expected" />
          <Head of="credited" />
          <Head of="misses" />
          <Head of="unreported" />
        </tr>
      </thead>
      <tbody>
        {lines.map(({ line, name }, at) => (
          <tr key={`${at} ${line.duty.pack} ${line.duty.version} ${line.duty.id}`}>
            {named && (
              <th scope="row" class="c-name">
                {name}
              </th>
            )}
            <td class="c-duty" data-label={t("own.duty")}>
              <DutyName duty={line.duty} />
            </td>
            <td class="c-light" data-label={t("own.light")}>
              <LightCounts counts={line} />
            </td>
            <Count of="households" n={line.households} />
            <Count of="expected" n={line.expected} />
            <Count of="credited" n={line.credited} />
            <Count of="misses" n={line.misses} />
            <Count of="unreported" n={line.unreported} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const HEADS = {
  name: "own.name",
  duty: "own.duty",
  light: "own.light",
  households: "households.count",
  expected: "own.expected",
  credited: "own.credited",
  misses: "own.misses",
  unreported: "number.unreported",
} as const;

function Head({ of }: { of: keyof typeof HEADS }) {
  return (
    <th scope="col" class={`c-${of}`}>
      {t(HEADS[of])}
    </th>
  );
}

function Count({ of, n }: { of: keyof typeof HEADS; n: number }) {
  return (
    <td class={`number c-${of}`} data-label={t(HEADS[of])}>
      {n}
    </td>
  );
}
