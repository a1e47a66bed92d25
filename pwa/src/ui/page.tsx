import type { ComponentChildren } from "preact";
import { ReadAloud } from "./read-aloud";

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
    <div class="page">
      {top && <header class="page-top">{top}</header>}
      <main class="page-main">
        <ReadAloud />
        {children}
      </main>
      {bottom && <footer class="page-bottom">{bottom}</footer>}
    </div>
  );
}
