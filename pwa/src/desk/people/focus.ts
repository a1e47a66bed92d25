import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { PersonRow } from "../rows";
import { focusBeside, personAfterKey, reveal } from "./keys";
import { left } from "./memory";
import type { Line } from "./sums";
import { useWindow } from "./window";

/** The rows on the screen, and the one that the keyboard is at: arrow keys, Page, Home and End move it. */
export function useRows(lines: Line[], rows: PersonRow[]) {
  const { body, seen, measure } = useWindow(lines.length);
  const [active, setActive] = useState(0);
  const wanted = useRef(false);
  useReturn(rows, setActive, wanted);
  useLayoutEffect(() => {
    if (!wanted.current) return;
    wanted.current = false;
    showPerson(body.current, lines, active, seen.height);
    measure();
    requestAnimationFrame(() => focusPerson(body.current, active));
  }, [active]);
  const onKeyDown = (event: KeyboardEvent) => {
    const link = event.target as HTMLElement;
    if (link.tagName !== "A" || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = personAfterKey(event.key, active, rows.length, Math.floor(innerHeight / seen.height / 2));
    if (to === undefined ? !focusBeside(link, event.key) : false) return;
    event.preventDefault();
    if (to === undefined || to === active) return;
    wanted.current = true;
    setActive(to);
  };
  const onFocus = (event: FocusEvent) => {
    const at = (event.target as HTMLElement).closest("tr")?.querySelector<HTMLElement>("[data-at]")?.dataset.at;
    if (at !== undefined) setActive(Number(at));
    left.person = rows[Number(at)]?.id ?? left.person;
  };
  return { body, seen, active: tabStop(active, lines, seen), onKeyDown, onFocus };
}

/** The row that the Tab key leads to: the active one, or the first on the screen when that is out of sight. */
function tabStop(active: number, lines: Line[], seen: { first: number; last: number }): number {
  const drawn = lines.slice(seen.first, seen.last).flatMap((line) => (line.kind === "person" ? [line.at] : []));
  return drawn.includes(active) ? active : (drawn[Math.min(14, drawn.length - 1)] ?? 0);
}

function showPerson(body: HTMLElement | null, lines: Line[], at: number, height: number): void {
  const table = body?.closest("table");
  if (!body || !table) return;
  const line = lines.findIndex((each) => each.kind === "person" && each.at === at);
  const top = body.getBoundingClientRect().top + scrollY + line * height;
  reveal(top, height, table.tHead?.offsetHeight ?? 0, table.tFoot?.offsetHeight ?? 0);
}

function focusPerson(body: HTMLElement | null, at: number): void {
  body?.querySelector<HTMLElement>(`[data-at="${at}"]`)?.focus({ preventScroll: true });
}

/** Coming back from a person, the list stands where it was left and the keyboard is at that person. */
function useReturn(rows: PersonRow[], setActive: (at: number) => void, wanted: { current: boolean }): void {
  useEffect(() => {
    const at = rows.findIndex((row) => row.id === left.person);
    if (at >= 0) {
      scrollTo(0, left.scroll);
      wanted.current = true;
      setActive(at);
    }
    const keep = () => {
      left.scroll = scrollY;
    };
    addEventListener("scroll", keep, { passive: true });
    return () => removeEventListener("scroll", keep);
  }, []);
}
