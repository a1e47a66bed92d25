import { t } from "./i18n";

/** That somebody of an office entered a record from a sheet of paper. */
export default function FromPaper({ name }: { name: string }) {
  return <p class="soft">{t("paper.entered_by", { name })}</p>;
}
