import type { ComponentChildren } from "preact";

interface PageProps {
  /** What stays in view above. */
  top?: ComponentChildren;
  /** What stays in view below: tabs, or the one button. */
  bottom?: ComponentChildren;
  children: ComponentChildren;
}

/** The frame of every page: something above, one column in between, something below. */
export function Page({ top, bottom, children }: PageProps) {
  return (
    <div class={bottom ? "page page-with-bottom" : "page"}>
      {top && <div class="page-top">{top}</div>}
      <main class="page-main">{children}</main>
      {bottom && <div class="page-bottom">{bottom}</div>}
    </div>
  );
}
