import { type Key, t } from "../i18n";

export type Colour = "red" | "yellow" | "green" | "grey";

const WORDS = {
  red: "light.red",
  yellow: "light.yellow",
  green: "light.green",
  grey: "light.grey",
} as const satisfies Record<Colour, Key>;

/** Urgency as a shape that needs no colour: octagon and mark, triangle and hands of a clock, disc and tick, square and pause. */
export function LightShape({ light }: { light: Colour }) {
  return (
    <svg class="light-shape" viewBox="0 0 32 32" aria-hidden="true">
      {SHAPES[light]}
    </svg>
  );
}

/** A light with its shape and its word, as everywhere: never a colour alone. `words` replaces the plain word. */
export function Light({ light, words }: { light: Colour; words?: string }) {
  return (
    <span class={`light light-${light}`}>
      <LightShape light={light} />
      <span>{words ?? t(WORDS[light])}</span>
    </span>
  );
}

const pen = { fill: "none", "stroke-width": 3.4, "stroke-linecap": "round", "stroke-linejoin": "round" } as const;

const SHAPES = {
  red: (
    <>
      <path d="M10 2h12l8 8v12l-8 8H10l-8-8V10z" fill="#a3201a" />
      <path d="M16 8.5v9M16 23v.5" {...pen} stroke="#fff" />
    </>
  ),
  yellow: (
    <>
      <path d="M16 2.5L31 29H1z" fill="#f2b430" stroke="#6d4a00" stroke-width="2" stroke-linejoin="round" />
      <path d="M16 13v7.5h4.5" {...pen} stroke="#3d2a00" />
    </>
  ),
  green: (
    <>
      <circle cx="16" cy="16" r="14.5" fill="#22663a" />
      <path d="M9.5 16.5l4.5 4.5 8.5-9.5" {...pen} stroke="#fff" />
    </>
  ),
  grey: (
    <>
      <rect x="2.5" y="2.5" width="27" height="27" rx="6" fill="#57514a" />
      <path d="M12 10.5v11M20 10.5v11" {...pen} stroke="#fff" />
    </>
  ),
};
