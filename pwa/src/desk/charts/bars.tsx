import { language } from "../i18n";
import { hashOf } from "../route";
import { type Bar, type Part, type PartKind, total } from "./figures";
import { t } from "./i18n";

interface BarsProps {
  /** What the rows are: the head of the first column. */
  of: string;
  bars: Bar[];
  name: (bar: Bar) => string;
  href?: (bar: Bar) => string;
  /** What a kind of piece is called here. */
  word?: (kind: PartKind) => string;
  /** Whether a row says how much of it was done. */
  shares?: boolean;
}

/** A chart that is its own table: each row has a bar and its numbers, so that nothing is said by colour or length alone. */
export function Bars({ of, bars, name, href, word = wordOf, shares = false }: BarsProps) {
  const kinds = bars[0] ? [...new Set(bars.flatMap(({ parts }) => parts.map(({ kind }) => kind)))] : [];
  const longest = Math.max(1, ...bars.map(({ parts }) => total(parts)));
  return (
    <table class="desk-table desk-chart">
      <thead>
        <tr>
          <th scope="col">{of}</th>
          <td class="desk-chart-legend" aria-hidden="true">
            {kinds.map((kind) => (
              <span key={kind}>
                <i class={`desk-bar-${kind}`} /> {word(kind)}
              </span>
            ))}
          </td>
          {kinds.map((kind) => (
            <th key={kind} scope="col" class="desk-number">
              {word(kind)}
            </th>
          ))}
          {shares && (
            <th scope="col" class="desk-number">
              {t("charts.share")}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.key}>
            <th scope="row">
              {href ? <a href={href(bar)}>{name(bar)}</a> : name(bar)}
              <People bar={bar} />
            </th>
            <td aria-hidden="true">
              <Pieces parts={bar.parts} longest={longest} />
            </td>
            {kinds.map((kind) => (
              <td key={kind} class="desk-number" data-label={word(kind)}>
                {numberText(bar.parts.find((part) => part.kind === kind)?.n ?? 0)}
              </td>
            ))}
            {shares && (
              <td class="desk-number" data-label={t("charts.share")}>
                {shareText(bar.parts)}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Pieces({ parts, longest }: { parts: Part[]; longest: number }) {
  return (
    <span class="desk-chart-bar">
      {parts
        .filter(({ n }) => n > 0)
        .map(({ kind, n }) => (
          <i key={kind} class={`desk-bar-${kind}`} style={{ width: `${(100 * n) / longest}%` }} />
        ))}
    </span>
  );
}

/** Those behind a row, whose pages hold the records. */
function People({ bar }: { bar: Bar }) {
  if (!bar.people || bar.people.length === 0) return null;
  return (
    <details class="desk-chart-people">
      <summary>{t("charts.people", { n: bar.people.length })}</summary>
      <ul>
        {bar.people.map((one) => (
          <li key={one.id}>
            <a href={hashOf("person", one.id)}>{one.name}</a> <span class="desk-faint">{one.village_name}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

const wordOf = (kind: PartKind): string => t(`charts.part.${kind}`);

/** As one writes numbers: from ten thousand on in Chinese by 万. */
export function numberText(n: number): string {
  const locale = language.value === "zh" ? "zh-CN" : "en";
  return n < 10_000 ? String(n) : new Intl.NumberFormat(locale, { notation: "compact" }).format(n);
}

function shareText(parts: Part[]): string {
  const all = total(parts);
  const met = parts.find(({ kind }) => kind === "met")?.n ?? 0;
  return all === 0 ? "" : `${Math.floor((100 * met) / all)}%`;
}
