import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { t } from "./i18n";

/** The button that saves, and what is in its way. */
export function SaveBar({ trouble, busy, press }: { trouble: string | null; busy: boolean; press: () => void }) {
  return (
    <div class="save-bar">
      {trouble && <Notice kind="trouble">{trouble}</Notice>}
      <Button icon="check" busy={busy} onPress={press}>
        {t("sign.save")}
      </Button>
    </div>
  );
}
