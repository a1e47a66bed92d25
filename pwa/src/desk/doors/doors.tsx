import { useState } from "preact/hooks";
import { doorsPath, printCards, useAnswer } from "../api";
import { useDeed } from "../deeds";
import { t } from "../i18n";
import { Choice } from "../parts/choice";
import { DeedFailure } from "../parts/deed-buttons";
import { Answered, Empty } from "../parts/state";
import { mayChange } from "../rights";
import { hashOf, route } from "../route";
import type { Doors as Answer, DoorCard, HomeDoor } from "../rows";
import { CardSheet } from "./card-sheet";
import { Renewal } from "./renewal";

/** A township's doors: which card hangs at each, and the sheets to print. */
export function Doors({ township }: { township: string }) {
  const answer = useAnswer(doorsPath(township));
  const [cards, setCards] = useState<DoorCard[]>();
  if (cards) return <CardSheet cards={cards} close={() => setCards(undefined)} />;
  return <Answered answer={answer}>{(value) => <Page value={value} show={setCards} />}</Answered>;
}

interface PageProps {
  value: Answer;
  show: (cards: DoorCard[]) => void;
}

function Page({ value, show }: PageProps) {
  const village = route.value.query.village ?? "";
  const rows = value.rows.filter((row) => village === "" || row.village === village);
  const deed = useDeed();
  const print = (which: { village?: string; homes?: string[] }) =>
    deed.run(async () => show((await printCards(value.township, which)).cards));
  return (
    <article class="desk-file desk-doors">
      <div class="desk-title">
        <h1>{t("doors.title", { name: value.name })}</h1>
        <a class="desk-button" href={hashOf("households", value.township)}>
          {t("township.households")}
        </a>
      </div>
      <p class="desk-faint desk-screen-only">{t("doors.lead")}</p>
      <div class="desk-bar desk-screen-only">
        <Choice label={t("people.village")} name="village" value={village} options={villagesOf(value.rows)} />
        {mayChange() && rows.length > 0 && (
          <button
            type="button"
            class="desk-button desk-main-button"
            disabled={deed.busy}
            onClick={() => print(village === "" ? {} : { village })}
          >
            {t("doors.print", { n: rows.length })}
          </button>
        )}
        {rows.length > 0 && (
          <button type="button" class="desk-button" onClick={() => window.print()}>
            {t("doors.print_list")}
          </button>
        )}
      </div>
      <DeedFailure deed={deed} />
      {rows.length === 0 ? (
        <Empty what={t("doors.empty")} first={t("households.empty_first")} />
      ) : (
        <Table rows={rows} print={(home) => print({ homes: [home] })} />
      )}
    </article>
  );
}

function villagesOf(rows: HomeDoor[]): [string, string][] {
  return [...new Map(rows.map(({ village, village_name }) => [village, village_name]))];
}

const COLUMNS = ["number", "head", "names", "place", "card"] as const;

function Table({ rows, print }: { rows: HomeDoor[]; print: (home: string) => void }) {
  return (
    <table class="desk-table desk-doors-list">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" class={column === "card" ? "desk-screen-only" : undefined}>
              {t(`doors.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.home}>
            <td data-label={t("doors.number")}>{row.card ? numberText(row.card.number) : t("doors.none_yet")}</td>
            <th scope="row">{row.head}</th>
            <td data-label={t("doors.names")}>{row.names.join(t("households.and"))}</td>
            <td data-label={t("doors.place")}>{placeOf(row)}</td>
            <td class="desk-screen-only" data-label={t("doors.card")}>
              {row.lost > 0 && <span class="desk-faint">{t("doors.lost", { n: row.lost })} </span>}
              {mayChange() && (
                <button type="button" class="desk-button" onClick={() => print(row.home)}>
                  {t("doors.print_one")}
                  <span class="desk-aside">{row.head}</span>
                </button>
              )}
              {mayChange() && row.card && <Renewal card={row.card} name={row.head} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** As it stands on the card. */
export function numberText(number: number): string {
  return String(number).padStart(4, "0");
}

function placeOf({ village_name, group_name, address }: HomeDoor): string {
  return address === "" ? `${village_name}${group_name}` : address;
}
