import { Heading } from "../ui/heading";
import { Icon } from "../ui/icons";
import { Notice } from "../ui/notice";
import { Page } from "../ui/page";
import { StateBar } from "../ui/state-bar";
import { Tabs } from "../ui/tabs";
import { t } from "./i18n";
import "./help.css";

const NUMBERS = ["120", "110", "119", "12345"] as const;

/** Whom to call when it cannot wait, each one tap; no network is needed, and nobody keeps who called. */
export default function HelpPage() {
  return (
    <Page top={<StateBar />} bottom={<Tabs here="help" />}>
      <Heading words={t("help.title")} />
      <Notice kind="warning">{t("help.first")}</Notice>
      <ul class="help">
        {NUMBERS.map((number) => (
          <li key={number}>
            <a class={`help-number help-${number}`} href={`tel:${number}`}>
              <Icon name="phone" size={1.8} />
              <strong>{number}</strong>
              <span>{t(`help.${number}`)}</span>
            </a>
          </li>
        ))}
      </ul>
      <p>{t("help.afterwards")}</p>
    </Page>
  );
}
