/** Where a key leads among `count` people, or undefined when the key is none of ours. */
export function personAfterKey(key: string, at: number, count: number, page: number): number | undefined {
  const steps = new Map([
    ["ArrowDown", 1],
    ["ArrowUp", -1],
    ["PageDown", page],
    ["PageUp", -page],
    ["Home", -count],
    ["End", count],
  ]);
  const step = steps.get(key);
  return step === undefined ? undefined : Math.max(0, Math.min(count - 1, at + step));
}

/** Left and right go through the links of a row. */
export function focusBeside(link: HTMLElement, key: string): boolean {
  if (key !== "ArrowLeft" && key !== "ArrowRight") return false;
  const links = [...(link.closest("tr")?.querySelectorAll("a") ?? [])];
  links[links.indexOf(link as HTMLAnchorElement) + (key === "ArrowRight" ? 1 : -1)]?.focus();
  return true;
}

/** `/` leads to the filter, unless someone is writing. */
export function onSlash(focus: () => void): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.key !== "/" || (event.target as HTMLElement).closest("input, select, textarea")) return;
    event.preventDefault();
    focus();
  };
  document.addEventListener("keydown", listen);
  return () => document.removeEventListener("keydown", listen);
}

/** Bring a line between the sticky head and the sticky sums. `top` is the line's place on the page. */
export function reveal(top: number, height: number, head: number, foot: number): void {
  if (top - head < scrollY) scrollTo(0, top - head);
  else if (top + height + foot > scrollY + innerHeight) scrollTo(0, top + height + foot - innerHeight);
}
