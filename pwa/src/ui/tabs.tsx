import { type Key, t } from "../i18n";
import { attention, unsent } from "../local/view";
import { Icon, type IconName } from "./icons";

export type Tab = "people" | "records" | "help" | "me";

const TABS = [
  { tab: "people", href: "#/", icon: "people", words: "tab.people" },
  { tab: "records", href: "#/records", icon: "book", words: "tab.records" },
  { tab: "help", href: "#/help", icon: "phone", words: "tab.help" },
  { tab: "me", href: "#/me", icon: "person", words: "tab.me" },
] as const satisfies { tab: Tab; href: string; icon: IconName; words: Key }[];

/** The four pages that are always one tap away. */
export function Tabs({ here }: { here: Tab }) {
  return (
    <nav class="tabs" aria-label={t("app.sections")}>
      {TABS.map(({ tab, href, icon, words }) => (
        <a key={tab} href={href} aria-current={tab === here ? "page" : undefined}>
          <Icon name={icon} />
          <span>{t(words)}</span>
          {tab === "records" && <Badge />}
        </a>
      ))}
    </nav>
  );
}

/** How many of her records the township does not have or could not accept; the words are on the page itself. */
function Badge() {
  const waiting = unsent.value + attention.value;
  return waiting > 0 ? (
    <span class="badge" aria-hidden="true">
      {waiting}
    </span>
  ) : null;
}
