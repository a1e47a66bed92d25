import { renewCard } from "../api";
import { t } from "../i18n";
import { AskAgain } from "../parts/ask-again";
import type { HomeDoor } from "../rows";

/** A card is lost: after a second word it is void, and the door has a new one. */
export function Renewal({ card, name }: { card: NonNullable<HomeDoor["card"]>; name: string }) {
  return (
    <AskAgain
      name={t("doors.renew_of", { name })}
      button={t("doors.renew")}
      yes={t("doors.renew_yes")}
      work={() => renewCard(card.id)}
    >
      <p>{t("doors.renew_sure")}</p>
    </AskAgain>
  );
}
