import type { ComponentChildren } from "preact";

interface SectionProps {
  name: string;
  n: number;
  title: string;
  lead?: string;
  children: ComponentChildren;
}

/** One kind of things that wait, with their number. Where nothing waits there is nothing to see. */
export function Section({ name, n, title, lead, children }: SectionProps) {
  if (n === 0) return null;
  return (
    <section class="desk-section" id={`desk-today-${name}`} tabIndex={-1} aria-labelledby={`desk-today-${name}-title`}>
      <h2 id={`desk-today-${name}-title`}>
        {title} <small>{n}</small>
      </h2>
      {lead && <p class="desk-faint">{lead}</p>}
      {children}
    </section>
  );
}
