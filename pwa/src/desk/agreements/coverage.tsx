import { TableHead } from "../parts/table-head";
import { hashOf, route } from "../route";
import type { Agreements, Area } from "./calls";
import { t } from "./i18n";
import type { Shown } from "./shown";
import { kindWords } from "./words";

const FIGURES = ["owed", "covered", "ends_soon", "wrong_kind", "lapsed", "none"] as const;
type Figure = (typeof FIGURES)[number];

/** Valid agreements of the right kind out of those who should have one; each figure opens onto its people. */
export function CoverageTable({ reply }: { reply: Agreements }) {
  const isTownship = reply.place.length >= 9;
  const n = reply.renewal_days;
  const head = (figure: Figure) => t(`agreements.${figure}`, { n });
  const names = [t(isTownship ? "agreements.area" : "agreements.township"), t("agreements.kind")];
  const sums = [...new Set(reply.areas.map(({ kind }) => kind))].map((kind) => summed(reply.areas, kind));
  return (
    <section class="desk-section" aria-labelledby="desk-coverage">
      <h2 id="desk-coverage">{t("agreements.coverage")}</h2>
      <div class="desk-scroll">
        <table class="desk-table">
          <TableHead names={[...names, ...FIGURES.map(head), t("agreements.share")]} />
          <tbody>
            {[...sums, ...reply.areas].map((area) => (
              <tr key={area.code + area.kind}>
                <th scope="row">
                  {area.code === "" || isTownship ? (
                    area.name
                  ) : (
                    <a href={hashOf("agreements", area.code, { day: route.value.query.day ?? "" })}>{area.name}</a>
                  )}
                </th>
                <td data-label={t("agreements.kind")}>{kindWords(reply, area.kind)}</td>
                {FIGURES.map((figure) => (
                  <td key={figure} data-label={head(figure)} class="desk-number">
                    <FigureLink area={area} figure={figure} reply={reply} />
                  </td>
                ))}
                <td data-label={t("agreements.share")} class="desk-number">
                  {share(area)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function FigureLink({ area, figure, reply }: { area: Area; figure: Figure; reply: Agreements }) {
  const n = area[figure];
  const isTownship = reply.place.length >= 9;
  if (n === 0 || (area.code === "" && !isTownship)) return <>{n}</>;
  const show: Shown = figure === "ends_soon" ? "soon" : figure;
  const { day = "" } = route.value.query;
  const village = isTownship ? area.code : "";
  return (
    <a href={hashOf("agreements", isTownship ? reply.place : area.code, { day, show, kind: area.kind, village })}>
      {n}
    </a>
  );
}

function summed(areas: Area[], kind: Area["kind"]): Area {
  const of = areas.filter((area) => area.kind === kind);
  const sum = (figure: Figure) => of.reduce((all, area) => all + area[figure], 0);
  const figures = Object.fromEntries(FIGURES.map((figure) => [figure, sum(figure)])) as Record<Figure, number>;
  return { code: "", name: t("agreements.all"), kind, ...figures };
}

/** Never rounded up to all: 99.96 % is not everybody. */
function share({ covered, owed }: Area): string {
  return `${(Math.floor((1000 * covered) / owed) / 10).toFixed(1)}%`;
}
