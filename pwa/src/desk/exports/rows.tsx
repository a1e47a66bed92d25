import { t } from "../i18n";
import type { Preview } from "./calls";

/** The first rows of a ledger as its file would have them: in Chinese, whatever language the page is in. */
export function Rows({ preview }: { preview: Preview }) {
  if (preview.count === 0) return <p class="desk-faint">{t("exports.no_rows")}</p>;
  return (
    <>
      <p class="desk-faint">{t("exports.rows", { n: preview.count })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, and has nothing in it to step to */}
      <section class="desk-scroll" tabIndex={0} aria-label={preview.title}>
        <table class="desk-table" lang="zh-CN">
          <thead>
            <tr>
              {preview.heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row) => (
              <tr key={row[0]}>
                {row.map((cell, at) => (
                  <td key={preview.heads[at]} data-label={preview.heads[at]}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
