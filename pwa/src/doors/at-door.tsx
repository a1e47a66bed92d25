import { Icon } from "../ui/icons";
import { t } from "./i18n";

const WORDS = {
  door_unknown: "door.flag_unknown",
  door_other: "door.flag_other",
  door_void: "door.flag_void",
} as const;

/** That the card at the door was scanned, or what is wrong with the one that was. */
export default function AtDoor({ flags }: { flags: string[] }) {
  const wrong = (Object.keys(WORDS) as (keyof typeof WORDS)[]).find((flag) => flags.includes(flag));
  return (
    <p class="at-door">
      <Icon name={wrong ? "concern" : "check"} size={1.2} />
      <span>{t(wrong ? WORDS[wrong] : "door.shown")}</span>
    </p>
  );
}
