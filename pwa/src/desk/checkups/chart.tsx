export interface Line {
  name: string;
  points: { year: number; value: number }[];
}

const [WIDTH, HEIGHT, SIDE, HEAD, FOOT] = [220, 120, 34, 22, 22];
const INKS = ["#1d5062", "#a3201a"];

/** A few years of a value as a small picture, each point with its number; nothing where there is but one. */
export function Chart({ title, lines }: { title: string; lines: Line[] }) {
  const points = lines.flatMap((line) => line.points);
  const years = Array.from(new Set(points.map(({ year }) => year))).sort((a, b) => a - b);
  if (years.length < 2) return null;
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  // A fifth of the value is the least that fills the picture: 200 g less is no fall.
  const span = Math.max(high - low, high / 5) || 1;
  const top = (high + low + span) / 2;
  const x = (year: number) => SIDE + (years.indexOf(year) * (WIDTH - 2 * SIDE)) / (years.length - 1);
  const y = (value: number) => HEAD + ((top - value) * (HEIGHT - HEAD - FOOT)) / span;
  return (
    <figure class="result-chart">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${title}: ${wordsOf(lines)}`}>
        {lines.map((line, at) => (
          <g key={line.name} stroke={INKS[at]} fill={INKS[at]}>
            <polyline
              points={line.points.map(({ year, value }) => `${x(year)},${y(value)}`).join(" ")}
              fill="none"
              stroke-width="2"
            />
            {line.points.map(({ year, value }) => (
              <g key={year}>
                <circle cx={x(year)} cy={y(value)} r="3.5" stroke="none" />
                <text x={x(year)} y={y(value) - 7} text-anchor="middle" stroke="none" font-size="13">
                  {value}
                </text>
              </g>
            ))}
          </g>
        ))}
        {years.map((year) => (
          <text key={year} x={x(year)} y={HEIGHT - 4} text-anchor="middle" font-size="12" fill="#5b5044">
            {year}
          </text>
        ))}
      </svg>
    </figure>
  );
}

function wordsOf(lines: Line[]): string {
  return lines
    .map(({ name, points }) => `${name} ${points.map(({ year, value }) => `${year} ${value}`).join(", ")}`)
    .join("; ");
}
