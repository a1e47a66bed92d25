import { Light } from "../../ui/light";
import { householdsPath, useAnswer } from "../api";
import { t } from "../i18n";
import { dueShort } from "../parts/due";
import { PeriodChooser, PeriodLine } from "../parts/period";
import { Answered, Empty } from "../parts/state";
import { hashOf, periodOf, route } from "../route";
import type { Households as Answer, HouseholdRow } from "../rows";
import { HouseholdSums } from "../townships/household-duties";

/** A township's households: who lives together, and how each stands with what is owed to it. */
export function Households({ township }: { township: string }) {
  const answer = useAnswer(householdsPath(township, periodOf(route.value.query)));
  return <Answered answer={answer}>{(value) => <Page value={value} />}</Answered>;
}

function Page({ value }: { value: Answer }) {
  const owed = value.duties.length > 0;
  return (
    <>
      <div class="desk-title">
        <h1>{t("households.title", { name: value.name })}</h1>
        <PeriodChooser period={value} today={value.today} />
        <a class="desk-button" href={hashOf("doors", value.township)}>
          {t("doors.open")}
        </a>
      </div>
      <PeriodLine period={value} today={value.today} policies={value.policies} />
      {owed ? <HouseholdSums lines={value.duties.map((line) => ({ line }))} /> : <p>{t("households.no_duties")}</p>}
      {value.rows.length === 0 ? (
        <Empty what={t("households.empty")} first={t("households.empty_first")} />
      ) : (
        <Table rows={value.rows} owed={owed} today={value.today} />
      )}
    </>
  );
}

const PLAIN = ["head", "place", "members"] as const;
const OWED = ["light", "expected", "credited", "misses", "unreported"] as const;
const HEADS = {
  head: "households.head",
  place: "households.place",
  members: "households.members",
  light: "own.light",
  expected: "own.expected",
  credited: "own.credited",
  misses: "own.misses",
  unreported: "number.unreported",
} as const;

interface TableProps {
  rows: HouseholdRow[];
  owed: boolean;
  today: string;
}

function Table({ rows, owed, today }: TableProps) {
  return (
    <table class="desk-table desk-households">
      <thead>
        <tr>
          {[...PLAIN, ...(owed ? OWED : [])].map((column) => (
            <th key={column} scope="col" class={`c-${column}`}>
              {t(HEADS[column])}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {inOrderOfDoors(rows).map((row) => (
          <tr key={row.id}>
            <th scope="row" class="c-head">
              <a href={hashOf("household", row.id, periodOf(route.value.query))}>{row.head}</a>
            </th>
            <td class="c-place" data-label={t(HEADS.place)}>
              {placeOf(row)}
            </td>
            <td class="c-members" data-label={t(HEADS.members)}>
              {living(row)}
            </td>
            {owed && <Standing row={row} today={today} />}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const NUMBERS = new Intl.Collator("zh-CN", { numeric: true });

/** As one walks through a village: number 2 comes before number 10. */
function inOrderOfDoors(rows: HouseholdRow[]): HouseholdRow[] {
  return [...rows].sort((a, b) => a.village.localeCompare(b.village) || NUMBERS.compare(placeOf(a), placeOf(b)));
}

/** The address where it is known, else village and group. */
export function placeOf(row: HouseholdRow): string {
  return row.address !== "" ? row.address : `${row.village_name}${row.group_name}`;
}

function living(row: HouseholdRow): string {
  const names = row.members.filter((member) => member.valid_to === null).map((member) => member.name);
  return names.join(t("households.and"));
}

function Standing({ row, today }: { row: HouseholdRow; today: string }) {
  return (
    <>
      <td class="c-light" data-label={t(HEADS.light)}>
        <Light light={row.light} /> {dueShort(row, today)}
      </td>
      {(["expected", "credited", "misses", "unreported"] as const).map((column) => (
        <td key={column} class={`number c-${column}`} data-label={t(HEADS[column])}>
          {row[column]}
        </td>
      ))}
    </>
  );
}
