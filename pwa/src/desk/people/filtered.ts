import { t, word } from "../i18n";
import { lightWord } from "../parts/lights";
import type { Light, PersonRow } from "../rows";
import type { View } from "./view";

/** The filters of a view in words, for what leaves the screen: a sheet or a file must say that it does not hold everybody. */
export function filtersInWords(view: View, rows: PersonRow[]): string[] {
  const village = rows.find((row) => row.village === view.village)?.village_name ?? view.village;
  const carer = rows.find((row) => row.carer?.id === view.carer)?.carer?.name ?? t("people.no_carer");
  const said: [string, string][] = [
    [t("people.text"), view.text],
    [t("people.village"), village],
    [t("people.level"), view.level && word("level", view.level)],
    [t("people.arrangement"), view.arrangement && word("arrangement", view.arrangement)],
    [t("people.light"), view.light && lightWord(view.light as Light)],
    [t("people.carer"), view.carer && carer],
  ];
  const chosen = said.filter(([, value]) => value !== "").map(([name, value]) => t("people.chosen", { name, value }));
  const ticked = (["unvisited", "quarantined", "unrecorded"] as const).filter((tick) => view[tick]);
  return [...chosen, ...ticked.map((tick) => t(`people.${tick}`))];
}
