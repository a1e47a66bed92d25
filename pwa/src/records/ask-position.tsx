import type { Position } from "../api/rows";
import { Button } from "../ui/button";
import { t } from "./i18n";
import { choosePosition, findPosition } from "./position";

/** Asked once, below the form: whether visits may say where she was. Either answer is as good. */
export default function AskPosition({ found }: { found: (position: Position) => void }) {
  const allow = () => {
    choosePosition("yes");
    findPosition(found);
  };
  return (
    <section class="card" aria-labelledby="ask-position">
      <h3 id="ask-position" class="question">
        {t("position.ask")}
      </h3>
      <p class="soft">{t("position.help")}</p>
      <div class="ask">
        <Button kind="second" icon="place" onPress={allow}>
          {t("position.yes")}
        </Button>
        <Button kind="quiet" onPress={() => choosePosition("no")}>
          {t("position.no")}
        </Button>
      </div>
    </section>
  );
}
