import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { PersonRow } from "../rows";
import { toggle } from "./chosen";
import { focusBeside, personAfterKey, reveal } from "./keys";
import { left } from "./memory";
import type { Line } from "./sums";
import { useWindow } from "./window";

/** How many people a Page key goes past. */
const PAGE = 12;

/** The rows on the screen, and the one that the keyboard is at: arrow keys, Page, Home and End move it, Space chooses it. */
export function useRows(lines: Line[], rows: PersonRow[]) {
  const { body, tops, measure, first, last } = useWindow(lines);
  const [active, setActive] = useState(0);
  const wanted = useRef(false);
  const moveTo = (at: number) => {
    wanted.current = true;
    setActive(at);
  };
  useReturn(rows, moveTo);
  useLayoutEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    showPerson(body.current, lines, tops, active);
    measure();
    requestAnimationFrame(() => focusPerson(body.current, active));
  }, [active]);
  const onFocus = (event: Event) => {
    const at = personAt(event.target as HTMLElement);
    if (at === undefined) return;
    left.person = rows[at]?.id ?? "";
    setActive(at);
  };
  const onKeyDown = (event: KeyboardEvent) => pressed(event, active, rows.length, moveTo);
  return { body, tops, first, last, active: tabStop(active, lines.slice(first, last)), onKeyDown, onFocus };
}

function pressed(event: KeyboardEvent, active: number, count: number, moveTo: (at: number) => void): void {
  const link = event.target as HTMLElement;
  if (personAt(link) === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === " " && link.dataset.id !== undefined) {
    event.preventDefault();
    toggle(link.dataset.id);
    return;
  }
  const to = personAfterKey(event.key, active, count, PAGE);
  if (to === undefined && !focusBeside(link, event.key)) return;
  event.preventDefault();
  if (to !== undefined && to !== active) moveTo(to);
}

/** Which person's row an element is in, counted from 0. */
function personAt(element: HTMLElement): number | undefined {
  const at = element.closest("tr")?.querySelector<HTMLElement>("[data-at]")?.dataset.at;
  return at === undefined ? undefined : Number(at);
}

/** The row that the Tab key leads to: the active one, or the first that is surely on the screen. */
function tabStop(active: number, drawn: Line[]): number {
  const people = drawn.flatMap((line) => (line.kind === "person" ? [line.at] : []));
  return people.includes(active) ? active : (people[Math.min(PAGE + 2, people.length - 1)] ?? 0);
}

function showPerson(body: HTMLElement | null, lines: Line[], tops: number[], at: number): void {
  const table = body?.closest("table");
  if (!body || !table) return;
  const line = lines.findIndex((each) => each.kind === "person" && each.at === at);
  const [top = 0, bottom = 0] = tops.slice(line, line + 2);
  const page = body.getBoundingClientRect().top + scrollY;
  reveal(page + top, bottom - top, table.tHead?.offsetHeight ?? 0, table.tFoot?.offsetHeight ?? 0);
}

function focusPerson(body: HTMLElement | null, at: number): void {
  body?.querySelector<HTMLElement>(`[data-at="${at}"]`)?.focus({ preventScroll: true });
}

/** Coming back from a person, the list stands where it was left and the keyboard is at that person. */
function useReturn(rows: PersonRow[], moveTo: (at: number) => void): void {
  useEffect(() => {
    const at = rows.findIndex((row) => row.id === left.person);
    if (at >= 0) {
      scrollTo(0, left.scroll);
      moveTo(at);
    }
    const keep = () => {
      left.scroll = scrollY;
    };
    addEventListener("scroll", keep, { passive: true });
    return () => removeEventListener("scroll", keep);
  }, []);
}
