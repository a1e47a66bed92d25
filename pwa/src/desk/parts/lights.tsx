import { t as common } from "../../i18n";
import { LightShape } from "../../ui/light";
import { t } from "../i18n";
import type { Light } from "../rows";

export const LIGHTS: readonly Light[] = ["red", "yellow", "green", "grey"];

export function lightWord(light: Light): string {
  return common(`light.${light}`);
}

/** How many people stand under each light: a shape, the number, and the word for those who do not see the shape. */
export function LightCounts({
  counts,
  hrefOf,
}: {
  counts: { [light in Light]: number };
  hrefOf?: (light: Light) => string;
}) {
  return (
    <span class="desk-lights">
      {LIGHTS.map((light) => (
        <LightCount key={light} light={light} n={counts[light]} href={hrefOf?.(light)} />
      ))}
    </span>
  );
}

function LightCount({ light, n, href }: { light: Light; n: number; href: string | undefined }) {
  const words = t("light.count", { word: lightWord(light), n });
  const inside = (
    <>
      <LightShape light={light} />
      <span aria-hidden="true">{n}</span>
      <span class="desk-aside">{words}</span>
    </>
  );
  const look = { class: n === 0 ? "desk-light-count desk-none" : "desk-light-count", title: words };
  return href !== undefined && n > 0 ? (
    <a href={href} {...look}>
      {inside}
    </a>
  ) : (
    <span {...look}>{inside}</span>
  );
}
