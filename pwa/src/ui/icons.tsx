/** Every drawing of the app, on a grid of 24 by 24 and drawn with one pen. They carry no meaning alone: a word stands beside each. */
const DRAWINGS = {
  back: "M15 5l-7 7 7 7",
  forward: "M9 5l7 7-7 7",
  people:
    "M9 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM2.5 20c.3-4 2.8-6 6.5-6s6.2 2 6.5 6M16 4.4a3.5 3.5 0 010 6.2M18 14.4c2.2.8 3.3 2.7 3.5 5.6",
  book: "M5 4h11a3 3 0 013 3v13H8a3 3 0 01-3-3zM5 17a3 3 0 013-3h11M9 8h6",
  person: "M12 11.5a4 4 0 100-8 4 4 0 000 8zM4.5 20.5c.4-4.6 3.2-6.8 7.5-6.8s7.1 2.2 7.5 6.8",
  sync: "M4.5 10a8 8 0 0114-3l1.5 2M20 4v5h-5M19.5 14a8 8 0 01-14 3L4 15M4 20v-5h5",
  spirit: "M12 21a9 9 0 100-18 9 9 0 000 18zM8.5 9.5v.6M15.5 9.5v.6M8 14.2c1 1.5 2.3 2.2 4 2.2s3-.7 4-2.2",
  body: "M12 20.5C5.5 16 3 12.6 3 9a4.7 4.7 0 019-2 4.7 4.7 0 019 2c0 3.6-2.5 7-9 11.5zM6 11.5h3l1.5-2.5 2.5 5 1.5-2.5H18",
  food: "M3.5 11h17a8.5 8.5 0 01-17 0zM8.5 20.5h7M14 8l4.5-5M9.5 8c-1-1.5 1-2.5 0-4",
  safety: "M12 3l7.5 2.8v5.7c0 4.6-3 7.7-7.5 9.5-4.5-1.8-7.5-4.9-7.5-9.5V5.8zM8.5 12l2.5 2.5 4.5-5",
  hygiene: "M14 3l-3.5 8.5M7 11.5h8l2 9H5zM9.5 16v4.5M13 16v4.5",
  needs: "M4 5h16v11h-8l-4.5 4v-4H4zM12 13.5c-2-1.3-3-2.3-3-3.5a1.6 1.6 0 013-.7 1.6 1.6 0 013 .7c0 1.2-1 2.2-3 3.5z",
  home: "M3.5 11.5L12 4l8.5 7.5M6 9.5V20h12V9.5M10 20v-5.5h4V20",
  phone:
    "M6.5 3.5l3 .5 1.5 4-2 1.7c1 2.3 2.5 3.9 4.8 5l1.9-1.9 3.9 1.6.4 3.1c0 1.6-1.2 2.5-2.7 2.5C9.7 19.5 4 13.5 4 6.2c0-1.5 1-2.7 2.5-2.7z",
  video: "M3 6.5h12v11H3zM15 10.5l6-3.5v10l-6-3.5",
  remote:
    "M12 20v-8M12 12.5a1.5 1.5 0 100-3 1.5 1.5 0 000 3zM7.8 15.2a6 6 0 010-8.4M16.2 6.8a6 6 0 010 8.4M4.9 18a10 10 0 010-14M19.1 4a10 10 0 010 14",
  hospital: "M5 20.5V5.5h14v15M3 20.5h18M12 8v6M9 11h6M10 20.5V17h4v3.5",
  closed_door: "M6 20.5V3.5h12v17M3.5 20.5h17M14.5 12v.6",
  check: "M5 12.5l4.5 4.5L19 7",
  concern: "M12 3.5l9.5 16.5h-19zM12 10v4.5M12 17v.2",
  clock: "M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5.5l3.5 2",
  handset: "M7.5 2.5h9v19h-9zM11 18.5h2",
  place: "M12 21c-4.5-5-6.5-8.3-6.5-11a6.5 6.5 0 0113 0c0 2.7-2 6-6.5 11zM12 12.5a2.5 2.5 0 100-5 2.5 2.5 0 000 5z",
  pen: "M4 20l1-4.5L16.5 4 20 7.5 8.5 19z",
  screen: "M3.5 5h17v11.5h-17zM8.5 20.5h7M12 16.5v4",
  scan: "M4 8.5V4h4.5M15.5 4H20v4.5M20 15.5V20h-4.5M8.5 20H4v-4.5M4 12h16",
  picture: "M3.5 5h17v14h-17zM3.5 16l5-5 4 4 3-2.5 5 4M15.5 9.5v.2",
  speaker: "M4 9.5v5h4l5 4v-13l-5 4zM16.5 9a4.5 4.5 0 010 6M19 6.5a8 8 0 010 11",
  stop: "M6.5 6.5h11v11h-11z",
  leave: "M14 4H5v16h9M10 12h11M17 8l4 4-4 4",
} as const;

export type IconName = keyof typeof DRAWINGS;

/** Whether there is a drawing of this name: a form may name any. */
export function isIcon(name: string | undefined): name is IconName {
  return name !== undefined && name in DRAWINGS;
}

/** A drawing beside a word; hidden from screen readers because the word says it. `size` is in em of the text around it. */
export function Icon({ name, size = 1.4 }: { name: IconName; size?: number }) {
  return (
    <svg
      class="icon"
      style={{ width: `${size}em`, height: `${size}em` }}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={DRAWINGS[name]} />
    </svg>
  );
}

/** The lantern: someone keeps watch. */
export function Lantern() {
  return (
    <svg class="lantern" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M16 2v4M11 6h10" stroke="#7a2e1d" stroke-width="2.4" stroke-linecap="round" fill="none" />
      <path d="M9 8h14c4 4.5 4 11.5 0 16H9c-4-4.5-4-11.5 0-16z" fill="#b5402a" />
      <path d="M16 10.5c2.6 3 3.6 4.7 3.6 6.7a3.6 3.6 0 01-7.2 0c0-2 1-3.7 3.6-6.7z" fill="#fbd98a" />
      <path d="M11 25.5h10M16 26v4" stroke="#7a2e1d" stroke-width="2.4" stroke-linecap="round" fill="none" />
    </svg>
  );
}
