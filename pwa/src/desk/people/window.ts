import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** Lines drawn beyond each edge of the screen, so that quick scrolling and the arrow keys find them there. */
const BEYOND = 14;
export const NARROW = "screen and (max-width: 999px)";
const TOUCH = "(pointer: coarse)";
/** Heights of a line in rem: a card on a narrow screen, a row that a finger can hit, a row for a mouse. styles/people.css sets the same. */
const CARD = 8.6;
const TOUCH_ROW = 2.45;
const ROW = 1.95;

export interface Window {
  first: number;
  /** One past the last line drawn. */
  last: number;
  /** Height of a line in pixels. */
  height: number;
}

/** Which of `count` lines of equal height are on the screen. While printing all are drawn. */
export function useWindow(count: number) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [seen, setSeen] = useState<Window>({ first: 0, last: 60, height: lineHeight() });
  const measure = () => setSeen(measured(body.current, count, matchMedia("print").matches));
  useLayoutEffect(() => {
    const all = () => setSeen({ first: 0, last: count, height: lineHeight() });
    return follow(measure, all);
  }, [count]);
  useLayoutEffect(measure, [count]);
  return { body, seen, measure };
}

function follow(measure: () => void, all: () => void): () => void {
  const events: [string, () => void][] = [
    ["scroll", measure],
    ["resize", measure],
    ["beforeprint", all],
    ["afterprint", measure],
  ];
  for (const [name, listener] of events) addEventListener(name, listener, { passive: true });
  return () => {
    for (const [name, listener] of events) removeEventListener(name, listener);
  };
}

function measured(body: HTMLElement | null, count: number, whole: boolean): Window {
  const height = lineHeight();
  if (body === null || whole) return { first: 0, last: count, height };
  const above = -body.getBoundingClientRect().top;
  const first = Math.max(0, Math.floor(above / height) - BEYOND);
  const last = Math.ceil((above + innerHeight) / height) + BEYOND;
  return { first: Math.min(first, count), last: Math.max(0, Math.min(count, last)), height };
}

function lineHeight(): number {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  if (matchMedia(NARROW).matches) return CARD * rem;
  return (matchMedia(TOUCH).matches ? TOUCH_ROW : ROW) * rem;
}
