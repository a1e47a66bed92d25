import { useEffect, useMemo, useRef } from "preact/hooks";
import { useAnswer, villagesPath } from "../api";
import { language, t, word } from "../i18n";
import { Choice } from "../parts/choice";
import { refine, route } from "../route";
import type { PersonRow, Village } from "../rows";
import { CarerFilter } from "./carer-filter";
import { carerOptions } from "./carers";
import { HIGHEST_FIRST, headOf } from "./columns";
import { onSlash } from "./keys";
import { text } from "./memory";
import { SORT_KEYS, type SortKey, type View } from "./view";
import { NARROW } from "./window";

type Option = [value: string, label: string];

/** The filters above the table. All but the text go into the address. */
export function Filters({ rows, view }: { rows: PersonRow[]; view: View }) {
  const known = useAnswer(villagesPath(route.value.of)).value;
  const villages = useMemo(() => villagesOf(rows, known ?? []), [rows, known, language.value]);
  const carers = useMemo(() => carerOptions(rows), [rows, language.value]);
  const open = useMemo(() => !matchMedia(NARROW).matches, []);
  return (
    <details class="desk-filters" open={open}>
      <summary>{t("people.filter")}</summary>
      <div class="desk-filter-row">
        <TextFilter />
        <Choice label={t("people.village")} name="village" value={view.village} options={villages} />
        <Choice
          label={t("people.level")}
          name="level"
          value={view.level}
          options={wordsOf("level", ["full", "semi", "self"])}
        />
        <Choice
          label={t("people.arrangement")}
          name="arrangement"
          value={view.arrangement}
          options={wordsOf("arrangement", ["dispersed", "centralised"])}
        />
        <CarerFilter value={view.carer} options={carers} />
        <SortChoice view={view} />
        <Tick name="unvisited" on={view.unvisited} change={(on) => refine({ unvisited: on ? "1" : "" })} />
        {(view.quarantined || rows.some((row) => row.quarantined > 0)) && (
          <Tick name="quarantined" on={view.quarantined} change={(on) => refine({ quarantined: on ? "1" : "" })} />
        )}
        <Tick name="grouped" on={view.grouped} change={(on) => refine({ grouped: on ? "" : "0" })} />
        <button type="button" class="desk-button" disabled={!filtered(view)} onClick={clear}>
          {t("people.clear")}
        </button>
      </div>
    </details>
  );
}

const FILTERS = ["village", "level", "arrangement", "light", "carer"] as const;

function filtered(view: View): boolean {
  return (
    view.text !== "" ||
    view.unvisited ||
    view.quarantined ||
    view.unrecorded ||
    FILTERS.some((filter) => view[filter] !== "")
  );
}

function clear(): void {
  text.value = "";
  refine({
    ...Object.fromEntries(FILTERS.map((filter) => [filter, ""])),
    unvisited: "",
    quarantined: "",
    unrecorded: "",
  });
}

function TextFilter() {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => onSlash(() => field.current && openAndSelect(field.current)), []);
  return (
    <label class="desk-field">
      <span>{t("people.text")}</span>
      <input
        ref={field}
        type="search"
        autocomplete="off"
        aria-keyshortcuts="/"
        placeholder={t("people.text_hint")}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
        }}
      />
    </label>
  );
}

function openAndSelect(field: HTMLInputElement): void {
  field.closest("details")?.setAttribute("open", "");
  field.select();
}

/** Cards have no headings to press: there the order is chosen here. */
function SortChoice({ view }: { view: View }) {
  const sortBy = (column: SortKey, down: boolean) => refine({ sort: `${down ? "-" : ""}${column}` });
  return (
    <>
      <label class="desk-field desk-narrow-only">
        <span>{t("people.sort")}</span>
        <select
          value={view.sort}
          onChange={({ currentTarget: { value } }) => sortBy(value as SortKey, HIGHEST_FIRST.has(value as SortKey))}
        >
          {SORT_KEYS.map((key) => (
            <option key={key} value={key}>
              {headOf(key)}
            </option>
          ))}
        </select>
      </label>
      <Tick name="sort_down" on={view.down} change={(on) => sortBy(view.sort, on)} narrow />
    </>
  );
}

interface TickProps {
  name: "unvisited" | "quarantined" | "grouped" | "sort_down";
  on: boolean;
  change: (on: boolean) => void;
  narrow?: boolean;
}

function Tick({ name, on, change, narrow }: TickProps) {
  return (
    <label class={narrow ? "desk-tick desk-narrow-only" : "desk-tick"}>
      <input type="checkbox" checked={on} onChange={(event) => change(event.currentTarget.checked)} />
      <span>{t(`people.${name}`)}</span>
    </label>
  );
}

function wordsOf(group: string, codes: string[]): Option[] {
  return codes.map((code) => [code, word(group, code)]);
}

/** The villages of the rows, by area code, each with its old names. */
function villagesOf(rows: PersonRow[], known: Village[]): Option[] {
  const found = new Map(rows.map((row) => [row.village, row.village_name]));
  for (const { code, name, former } of known) {
    if (former.length === 0 || !found.has(code)) continue;
    const names = former.map((old) => old.name).join(t("list.between"));
    found.set(code, t("villages.with_former", { name, names }));
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}
