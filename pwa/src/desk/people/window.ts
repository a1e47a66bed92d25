import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Line } from "./sums";

/** Lines drawn beyond each edge of the screen, so that quick scrolling and the arrow keys find them there. */
const BEYOND = 14;
/** The window moves by this many lines at a time, so that most steps of scrolling draw nothing anew. */
const STEP = 7;
export const NARROW = "screen and (max-width: 999px)";
const TOUCH = "(pointer: coarse)";
/** Heights of lines in rem: cards on a narrow screen, rows that a finger can hit, rows for a mouse. styles/people.css sets the same. */
const CARDS = { person: 9.8, village: 4.4 };
const TOUCH_ROWS = { person: 2.45, village: 2.45 };
const ROWS = { person: 1.95, village: 1.95 };

/** The lines that are drawn: from `first` up to, but not with, `last`. */
export interface Window {
  first: number;
  last: number;
}

/** Which lines are on the screen, and `tops[n]`, where line n begins below the first (one more entry: where the last ends), in pixels. */
export function useWindow(lines: Line[]) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [seen, setSeen] = useState<Window>({ first: 0, last: Math.min(lines.length, 60) });
  const [layout, setLayout] = useState(layoutNow());
  const tops = useMemo(() => topsOf(lines, heights()), [lines, layout]);
  const measure = () => {
    const now = measured(body.current, tops);
    setSeen((before) => (before.first === now.first && before.last === now.last ? before : now));
  };
  useLayoutEffect(() => {
    const all = () => setSeen({ first: 0, last: lines.length });
    const resize = () => {
      setLayout(layoutNow());
      measure();
    };
    measure();
    return listen({ scroll: measure, resize, beforeprint: all, afterprint: measure });
  }, [tops]);
  const last = Math.min(seen.last, lines.length);
  return { body, tops, measure, first: Math.min(seen.first, last), last };
}

function listen(listeners: { [name: string]: () => void }): () => void {
  const entries = Object.entries(listeners);
  for (const [name, listener] of entries) addEventListener(name, listener, { passive: true });
  return () => {
    for (const [name, listener] of entries) removeEventListener(name, listener);
  };
}

/** While printing everything is drawn. */
function measured(body: HTMLElement | null, tops: number[]): Window {
  const count = tops.length - 1;
  if (body === null || matchMedia("print").matches) return { first: 0, last: count };
  const above = -body.getBoundingClientRect().top;
  const first = Math.floor((lineAt(tops, above) - BEYOND) / STEP) * STEP;
  const last = Math.ceil((lineAt(tops, above + innerHeight) + BEYOND) / STEP) * STEP;
  return { first: Math.max(0, first), last: Math.min(count, last) };
}

/** Where each line begins, and at last where all end. */
export function topsOf(lines: Line[], heights: { person: number; village: number }): number[] {
  const tops = [0];
  let end = 0;
  for (const line of lines) {
    end += heights[line.kind];
    tops.push(end);
  }
  return tops;
}

/** The line at a height below the first one's top; the nearest where there is none. */
export function lineAt(tops: number[], y: number): number {
  let [low, high] = [0, tops.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tops[middle + 1] ?? Number.POSITIVE_INFINITY) <= y) low = middle + 1;
    else high = middle;
  }
  return low;
}

function layoutNow(): string {
  const { fontSize } = getComputedStyle(document.documentElement);
  return [fontSize, matchMedia(NARROW).matches, matchMedia(TOUCH).matches].join();
}

function heights(): { person: number; village: number } {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const { person, village } = matchMedia(NARROW).matches ? CARDS : matchMedia(TOUCH).matches ? TOUCH_ROWS : ROWS;
  return { person: person * rem, village: village * rem };
}
