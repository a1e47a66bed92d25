import type { Cell } from "../csv";
import { saveWorkbook } from "../exports/calls";
import { t } from "../i18n";
import type { People } from "../rows";

/** The people as the page shows them, as a workbook with what stands below the table. */
export function save(file: string, of: People, [heads = [], ...rows]: Cell[][], below: string[][]): Promise<void> {
  return saveWorkbook(`${file}.xlsx`, {
    title: t("export.file"),
    unit: of.name,
    period: `${of.from} – ${of.to}`,
    heads: heads.map(String),
    rows,
    notes: below.map(([name, ...said]) => `${name}：${said.join("、")}`),
  });
}
